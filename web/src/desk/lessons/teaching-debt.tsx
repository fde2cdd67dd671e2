import { mondayOf } from '@quanxue/domain/basis/plain-date.ts';
import { MODES } from '@quanxue/domain/lessons/debt.ts';
import { listTeachingDebt, type TeachingDebtRow } from '@quanxue/domain/lessons/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';

const PAGE = 50;
/** Weeks named in a line; the case file has them all. */
const NAMED = 4;

/** Lessons owed to children who are taught at home or remotely: by child, by teacher, by week. */
export function TeachingDebtPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/lessons' });
  const { offset = 0, ...filters } = search;
  const units = useAnswer(listUnits, {});
  const debt = useAnswer(listTeachingDebt, { query: { ...filters, offset, limit: PAGE } }, { keep: true });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/lessons', search: { ...filters, offset: undefined, ...change } });
  const filtered = Object.values(filters).some((value) => value !== undefined);
  const titles = {
    owed: t('lessons.owed'),
    held: t('lessons.held'),
    madeUp: t('lessons.madeUp'),
    missing: t('lessons.missing'),
  };
  const teacherName = (teacher: string | null) => teacher ?? t('lessons.nobody');
  return (
    <Page title={t('lessons.title')} lead={t('lessons.lead')}>
      <search className="filters">
        <Select
          className="filter"
          allowClear
          placeholder={t('lessons.mode')}
          aria-label={t('lessons.mode')}
          value={filters.mode ?? null}
          options={MODES.map((value) => ({ value, label: labels.term('mode', value) }))}
          onChange={(mode) => go({ mode: mode ?? undefined })}
        />
        <Select
          className="filter"
          allowClear
          placeholder={t('lessons.state')}
          aria-label={t('lessons.state')}
          value={filters.missing ?? null}
          options={[{ value: 'true', label: t('lessons.onlyMissing') }]}
          onChange={(missing) => go({ missing: missing ?? undefined })}
        />
        <span className="filter">
          <UnitSelect
            units={units.data?.units ?? []}
            kinds={['school']}
            value={filters.schoolId}
            label={labels.term('unit', 'school')}
            allowClear
            onChange={(schoolId) => go({ schoolId })}
          />
        </span>
        <span className="filter">
          <DayPicker
            label={t('lessons.week')}
            {...(filters.week ? { value: filters.week } : {})}
            {...(today ? { max: today } : {})}
            onChange={(day) => go({ week: day && mondayOf(day) })}
          />
        </span>
        {filters.teacher !== undefined ? (
          <button type="button" className="kind chosen" onClick={() => go({ teacher: undefined })}>
            {t('lessons.teacherChosen', { name: filters.teacher || t('lessons.nobody') })}
          </button>
        ) : null}
      </search>
      <Answered of={debt}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {t('lessons.count', { n: answer.total })}
              {filters.week ? ` · ${t('lessons.weekOf', { day: filters.week })}` : ''}
            </p>
            <DataTable
              caption={t('lessons.title')}
              rows={answer.rows}
              rowKey={(row) => row.caseId}
              empty={<p>{t(filtered ? 'lessons.noneFiltered' : 'lessons.none')}</p>}
              paging={{ total: answer.total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
              columns={[
                {
                  key: 'name',
                  title: t('child.name'),
                  head: true,
                  cell: (row) => (
                    <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                      {row.childName}
                    </Link>
                  ),
                },
                { key: 'mode', title: t('lessons.mode'), cell: (row) => labels.term('mode', row.mode) },
                { key: 'school', title: labels.term('unit', 'school'), cell: (row) => row.school ?? '—' },
                { key: 'teacher', title: t('lessons.teacher'), cell: (row) => teacherName(row.teacher) },
                { key: 'last', title: t('lessons.last'), cell: (row) => row.lastOn ?? '—' },
                ...(filters.week
                  ? ([
                      {
                        key: 'week',
                        title: t('lessons.thisWeek'),
                        cell: (row) =>
                          row.week
                            ? t('lessons.heldOf', row.week) +
                              (row.week.madeUp > 0 ? t('lessons.plusMadeUp', { n: row.week.madeUp }) : '')
                            : '—',
                      },
                    ] satisfies Column<TeachingDebtRow>[])
                  : []),
                ...counts(titles),
                {
                  key: 'weeks',
                  title: t('lessons.missingWeeks'),
                  cell: (row) =>
                    row.missingWeeks.slice(0, NAMED).join('、') +
                    (row.missingWeeks.length > NAMED ? ' …' : row.missingWeeks.length === 0 ? '—' : ''),
                },
              ]}
            />
            {answer.teachers.length > 0 ? (
              <section aria-labelledby="by-teacher">
                <h2 id="by-teacher">{t('lessons.byTeacher')}</h2>
                <DataTable
                  caption={t('lessons.byTeacher')}
                  rows={answer.teachers}
                  rowKey={(row) => row.teacher ?? ''}
                  empty={null}
                  columns={[
                    {
                      key: 'teacher',
                      title: t('lessons.teacher'),
                      head: true,
                      cell: (row) =>
                        row.teacher ? (
                          <Link to="/lessons" search={{ ...filters, teacher: row.teacher }}>
                            {row.teacher}
                          </Link>
                        ) : (
                          teacherName(null)
                        ),
                    },
                    { key: 'children', title: t('lessons.children'), number: true, cell: (row) => row.children },
                    ...counts(titles),
                  ]}
                />
              </section>
            ) : null}
          </>
        )}
      </Answered>
    </Page>
  );
}

interface Counted {
  readonly owed: number;
  readonly held: number;
  readonly madeUp: number;
  readonly missing: number;
}

function counts<Row extends Counted>(titles: Readonly<Record<keyof Counted, string>>): Column<Row>[] {
  return [
    { key: 'owed', title: titles.owed, number: true, cell: (row) => row.owed },
    { key: 'held', title: titles.held, number: true, cell: (row) => row.held },
    { key: 'madeUp', title: titles.madeUp, number: true, cell: (row) => row.madeUp },
    {
      key: 'missing',
      title: titles.missing,
      number: true,
      cell: (row) => <span className={row.missing > 0 ? 'alarming' : 'zero'}>{row.missing}</span>,
    },
  ];
}
