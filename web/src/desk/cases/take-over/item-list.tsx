import type { Story } from '@quanxue/domain/casefile/fold.ts';
import type { RefObject } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../basis/entry/labels.ts';
import { fits } from '../../reports/initials.ts';
import { allItems, type Item } from './sort-items.ts';

interface Props {
  readonly items: readonly Item[];
  readonly story: Story;
  readonly chosen: Item | undefined;
  readonly choose: (item: Item) => void;
  readonly find: RefObject<HTMLInputElement | null>;
}

/** What a page can be: the likeliest under 1 to 9, every other found by its first letters or characters. */
export function ItemList({ items, story, chosen, choose, find }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [typed, setTyped] = useState('');
  const said = (item: Item) =>
    'document' in item
      ? labels.term('document', item.document)
      : `${labels.term('kind', item.entry.kind)} ${item.entry.on}`;
  const all = useMemo(() => allItems(story), [story]);
  const found = typed.trim() === '' ? [] : all.filter((item) => fits(said(item), typed)).slice(0, 8);
  const pick = (item: Item | undefined) => {
    if (!item) return;
    choose(item);
    setTyped('');
    find.current?.blur();
  };
  const line = (item: Item, key?: number) => (
    <li key={item.key}>
      <button
        type="button"
        className={chosen?.key === item.key ? 'sorter-item chosen' : 'sorter-item'}
        aria-pressed={chosen?.key === item.key}
        onClick={() => pick(item)}
      >
        {key ? <kbd>{key}</kbd> : null} {said(item)}{' '}
        <span className="hint">
          {'document' in item ? (item.asked ? t('sortScans.asked') : '') : t('sortScans.addsTo')}
        </span>
      </button>
    </li>
  );
  return (
    <>
      <label className="sorter-day">
        {t('sortScans.find')} <kbd>/</kbd>{' '}
        <input
          ref={find}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              pick(found[0]);
            }
            if (event.key === 'Escape') {
              setTyped('');
              event.currentTarget.blur();
            }
          }}
          placeholder={t('sortScans.findHint')}
        />
      </label>
      {found.length > 0 ? <ul className="sorter-items">{found.map((item) => line(item))}</ul> : null}
      <ul className="sorter-items" aria-label={t('sortScans.items')}>
        {chosen && !items.slice(0, 9).some((item) => item.key === chosen.key) ? line(chosen) : null}
        {items.slice(0, 9).map((item, index) => line(item, index + 1))}
      </ul>
    </>
  );
}
