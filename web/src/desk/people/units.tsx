import { addUnit, getUnitTree, type UnitLine } from '@quanxue/domain/people/units.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Drawer, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';
import { AddUnit, EndUnit, RenameUnit, SchoolStage, SplitUnit } from './unit-acts.tsx';
import { MergeUnits } from './unit-merge.tsx';
import { type Shown, shownRows, type TreeRow } from './unit-tree.ts';

type Act = 'rename' | 'merge' | 'end' | 'split' | 'school';

/** The first day of units that were there before anybody wrote them down. */
const ALWAYS = '1949-10-01';

/** Units by date: what they are called, what they became, how many children count for them. */
export function UnitsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/units' });
  const navigate = useNavigate();
  const { show = 'places', ...query } = search;
  const tree = useAnswer(getUnitTree, { query }, { keep: true });
  const may = useMay();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<{ readonly act: Act | 'add'; readonly unit?: UnitLine }>();
  const [done, setDone] = useState(false);
  const go = (change: Partial<typeof search>) => void navigate({ to: '/units', search: { ...search, ...change } });
  const begin = (act: Act | 'add', unit?: UnitLine) => {
    setDone(false);
    setDoing({ act, ...(unit && { unit }) });
  };
  const finish = () => {
    setDoing(undefined);
    setDone(true);
  };
  const fold = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const columns = useColumns({ open, fold, begin: may(addUnit) ? begin : undefined, asOf: query.asOf });
  const units = tree.data?.units ?? [];
  return (
    <Page
      title={t('units.title')}
      lead={t('units.lead')}
      actions={
        may(addUnit) ? (
          <Button type="primary" onClick={() => begin('add')}>
            {t('units.add')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <Radio.Group
          aria-label={t('units.showLabel')}
          value={show}
          onChange={(event) => go({ show: event.target.value as Shown })}
          options={(['places', 'schools', 'offices'] as const).map((value) => ({
            value,
            label: t(`units.show.${value}`),
          }))}
        />
        <span>
          {t('units.asOf')}{' '}
          <DayPicker
            label={t('units.asOf')}
            onChange={(asOf) => go({ asOf })}
            {...(tree.data ? { value: query.asOf ?? tree.data.asOf } : {})}
          />
        </span>
        <Checkbox
          checked={query.ended === 'true'}
          onChange={(event) => go({ ended: event.target.checked ? 'true' : undefined })}
        >
          {t('units.ended')}
        </Checkbox>
      </div>
      {done ? <Alert type="success" role="status" className="notice" closable title={t('units.done')} /> : null}
      <Answered of={tree}>
        {() => (
          <DataTable
            caption={t('units.title')}
            rows={shownRows(units, show, open)}
            rowKey={(row) => row.unit.id}
            empty={t('units.empty')}
            columns={columns}
          />
        )}
      </Answered>
      <Drawer
        open={doing !== undefined}
        onClose={() => setDoing(undefined)}
        title={doing ? [t(`units.${doing.act}`), doing.unit?.name].filter(Boolean).join(' · ') : ''}
        size={480}
        destroyOnHidden
      >
        {doing?.act === 'add' ? <AddUnit units={units} show={show} done={finish} /> : null}
        {doing?.act === 'rename' && doing.unit ? <RenameUnit unit={doing.unit} done={finish} /> : null}
        {doing?.act === 'merge' && doing.unit ? <MergeUnits units={units} unit={doing.unit} done={finish} /> : null}
        {doing?.act === 'end' && doing.unit ? <EndUnit unit={doing.unit} done={finish} /> : null}
        {doing?.act === 'split' && doing.unit ? <SplitUnit units={units} unit={doing.unit} done={finish} /> : null}
        {doing?.act === 'school' && doing.unit ? <SchoolStage unit={doing.unit} done={finish} /> : null}
      </Drawer>
    </Page>
  );
}

function useColumns({
  open,
  fold,
  begin,
  asOf,
}: {
  readonly open: ReadonlySet<string>;
  readonly fold: (id: string) => void;
  readonly begin: ((act: Act, unit: UnitLine) => void) | undefined;
  readonly asOf: string | undefined;
}): Column<TreeRow>[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const columns: Column<TreeRow>[] = [
    {
      key: 'name',
      title: t('units.name'),
      head: true,
      cell: ({ unit, depth, below }) => (
        <div className={`unit-depth-${depth}`}>
          {unit.name} <span className="hint">{kindWord(unit, labels)}</span>
          {below > 0 ? (
            <Button type="link" size="small" aria-expanded={open.has(unit.id)} onClick={() => fold(unit.id)}>
              {open.has(unit.id) ? t('units.fold') : t('units.below', { n: below })}
            </Button>
          ) : null}
          <History unit={unit} />
        </div>
      ),
    },
    { key: 'code', title: t('units.code'), cell: ({ unit }) => unit.code ?? '—' },
    {
      key: 'dates',
      title: t('units.dates'),
      cell: ({ unit }) => {
        const from = unit.fromOn === ALWAYS ? '' : unit.fromOn;
        if (unit.toOn) return t('units.span', { from, to: unit.toOn });
        return from ? t('units.since', { from }) : t('units.always');
      },
    },
    {
      key: 'children',
      title: t('units.children'),
      number: true,
      cell: ({ unit }) => <Children unit={unit} asOf={asOf} />,
    },
  ];
  if (!begin) return columns;
  return [
    ...columns,
    {
      key: 'acts',
      title: t('units.acts'),
      cell: ({ unit }) => (
        <span className="choices">
          {actsOf(unit).map((act) => (
            <Button
              key={act}
              size="small"
              aria-label={`${t(`units.${act}`)} ${unit.name}`}
              onClick={() => begin(act, unit)}
            >
              {t(`units.${act}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ];
}

function actsOf(unit: UnitLine): Act[] {
  if (unit.toOn !== null) return [];
  if (unit.kind === 'county') return ['rename'];
  if (unit.kind === 'township' || unit.kind === 'office') return ['rename', 'end'];
  return ['rename', 'merge', 'split', 'end', ...(unit.kind === 'school' ? (['school'] as const) : [])];
}

function kindWord(unit: UnitLine, labels: ReturnType<typeof useLabels>): string {
  return unit.stage ? labels.term('schoolStage', unit.stage) : labels.term('unitKind', unit.kind);
}

function History({ unit }: { readonly unit: UnitLine }) {
  const { t } = useTranslation();
  const lines = [
    ...unit.formerNames.map(({ name, code, until }) =>
      name === unit.name ? t('units.recoded', { code: code ?? '—', until }) : t('units.formerly', { name, until }),
    ),
    ...(unit.aliases.length > 0 ? [t('units.aliases', { names: unit.aliases.join('、') })] : []),
    ...(unit.became ? [t('units.became', { name: unit.became.name, day: unit.became.onDay })] : []),
  ];
  return lines.length > 0 ? <div className="hint">{lines.join('；')}</div> : null;
}

function Children({ unit, asOf }: { readonly unit: UnitLine; readonly asOf: string | undefined }) {
  if (unit.children === null) return '';
  if (unit.children === 0) return <span className="zero">0</span>;
  const day = asOf ? { asOf } : {};
  if (unit.kind === 'village' || unit.kind === 'school') {
    const search = unit.kind === 'village' ? { villageId: unit.id, ...day } : { schoolId: unit.id, ...day };
    return (
      <Link to="/children" search={search}>
        {unit.children}
      </Link>
    );
  }
  return unit.children;
}
