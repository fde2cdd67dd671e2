import { type ChildRow, listChildren } from '@quanxue/domain/children/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useSession } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { fits } from './initials.ts';

const SHOWN = 8;
const PAGE = 200;
/** A village or school has fewer; more would be too many to choose from. */
const MOST = 2000;

interface Props {
  readonly unitId: string | undefined;
  readonly typed: string;
  readonly onUnit: (unitId: string | undefined) => void;
  readonly onTyped: (typed: string) => void;
  readonly pick: (child: ChildRow) => void;
}

/** Chooses a child by village or school and then by name or initials, with targets for a thumb. */
export function ChildPicker({ unitId, typed, onUnit, onTyped, pick }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const units = useAnswer(listUnits, {});
  const places = useMemo(
    () =>
      (units.data?.units ?? []).filter(
        (unit) => (unit.kind === 'village' || unit.kind === 'school') && unit.children > 0,
      ),
    [units.data],
  );
  const chosen = places.find((unit) => unit.id === unitId);
  // Whoever works at one of them, or has but one, need not choose it.
  const session = useSession();
  const own = places.find((unit) => session?.posts.some((post) => post.unitId === unit.id));
  const only = own?.id ?? (places.length === 1 ? places[0]?.id : undefined);
  useEffect(() => {
    if (only && !unitId) onUnit(only);
  }, [only, unitId, onUnit]);
  const children = useQuery({
    queryKey: ['childrenOfUnit', unitId],
    enabled: chosen !== undefined,
    queryFn: ({ signal }) =>
      childrenOf(chosen?.kind === 'school' ? { schoolId: unitId } : { villageId: unitId }, signal),
  });
  const found = (children.data ?? []).filter((child) => fits(child.name, typed));
  return (
    <div className="child-picker">
      <div className="field">
        <span className="field-label">{t('quickReport.unit')}</span>
        <UnitSelect
          units={places}
          value={unitId}
          label={t('quickReport.unit')}
          onChange={(next) => {
            onUnit(next);
            onTyped('');
          }}
        />
      </div>
      {chosen ? (
        <>
          <div className="field">
            <label htmlFor={id} className="field-label">
              {t('quickReport.name')}
            </label>
            <Input
              id={id}
              size="large"
              value={typed}
              placeholder={t('quickReport.nameHint')}
              autoComplete="off"
              autoCapitalize="none"
              onChange={(event) => onTyped(event.target.value)}
            />
          </div>
          <ProblemNotice error={children.error} />
          <ul className="picks">
            {found.slice(0, SHOWN).map((child) => (
              <li key={child.id}>
                <button type="button" className="pick" onClick={() => pick(child)}>
                  <b>{child.name}</b>
                  <span>
                    {labels.term('sex', child.sex)} {child.birthDate}{' '}
                    {child.residenceVillage ?? child.registeredVillage ?? ''}{' '}
                    {labels.term('schooling', child.schooling?.state ?? 'unknown')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {children.data && found.length === 0 ? <p className="hint">{t('quickReport.noMatch')}</p> : null}
          {found.length > SHOWN ? <p className="hint">{t('quickReport.more', { n: found.length - SHOWN })}</p> : null}
        </>
      ) : (
        <p className="hint">{t('quickReport.pickUnit')}</p>
      )}
      {children.isLoading ? <Button type="text" loading aria-label={t('common.loading')} /> : null}
    </div>
  );
}

async function childrenOf(
  of: { schoolId?: string | undefined; villageId?: string | undefined },
  signal: AbortSignal,
): Promise<readonly ChildRow[]> {
  const all: ChildRow[] = [];
  for (let offset = 0; offset < MOST; offset += PAGE) {
    const { total, children } = await call(listChildren, { query: { ...of, offset, limit: PAGE } }, { signal });
    all.push(...children);
    if (all.length >= total) break;
  }
  return all;
}
