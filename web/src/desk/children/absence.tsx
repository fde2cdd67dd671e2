import {
  type ClassDay,
  getAttendance,
  type PUPIL_FILTERS,
  reportAttendance,
} from '@quanxue/domain/children/attendance.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { DayPicker } from '../../basis/day-picker.tsx';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { UnitSelect } from '../../basis/unit-select.tsx';
import { useClassName } from './class-name.ts';

type Attendance = Answer<typeof getAttendance>;
type Which = (typeof PUPIL_FILTERS)[number];

/** Who is not in school today: one's classes to report, and the board of the school. */
export function AbsencePage() {
  const { t } = useTranslation();
  const may = useMay();
  const today = useToday();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/absence' });
  const units = useAnswer(listUnits, {});
  const attendance = useAnswer(getAttendance, { query: search }, { keep: true });
  const go = (change: Partial<typeof search>) => void navigate({ to: '/absence', search: { ...search, ...change } });
  return (
    <Page title={t('absence.title')} lead={t('absence.lead')}>
      <search className="filters">
        <DayPicker
          value={search.day ?? today ?? ''}
          label={t('absence.day')}
          {...(today ? { max: today } : {})}
          onChange={(day) => go({ day })}
        />
        <span className="filter">
          <UnitSelect
            units={units.data?.units ?? []}
            kinds={['school']}
            value={search.schoolId}
            label={t('absence.school')}
            allowClear
            onChange={(schoolId) => go({ schoolId })}
          />
        </span>
      </search>
      <Answered of={attendance}>
        {(answer) =>
          answer.classes.length === 0 ? (
            <div className="empty">
              <p>{t('absence.empty')}</p>
            </div>
          ) : (
            <>
              {answer.schoolDay ? null : <p className="hint">{t('absence.notSchoolDay')}</p>}
              {may(reportAttendance) ? <ClassButtons attendance={answer} /> : null}
              <Sum attendance={answer} schoolId={search.schoolId} />
              <Classes attendance={answer} mayReport={may(reportAttendance)} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

/** The classes as large buttons: those one has reported before come first. */
function ClassButtons({ attendance }: { readonly attendance: Attendance }) {
  const { t } = useTranslation();
  const className = useClassName();
  const { day, classes } = attendance;
  const several = new Set(classes.map((each) => each.schoolId)).size > 1;
  return (
    <ul className="taps">
      {classes.map((each) => (
        <li key={`${each.schoolId} ${each.grade} ${each.class}`}>
          <Link
            to="/absence/class"
            search={{ day, schoolId: each.schoolId, grade: each.grade, class: each.class }}
            className={each.report ? 'tap done' : 'tap'}
          >
            <b>{className(each)}</b>
            <span>
              {several ? `${each.school} · ` : ''}
              {each.report ? `${each.present}/${each.enrolled}` : t('absence.notReported')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Sum({ attendance, schoolId }: { readonly attendance: Attendance; readonly schoolId: string | undefined }) {
  const { t } = useTranslation();
  const { sum, day, threshold } = attendance;
  const tile = (label: string, count: number, which?: Which, alarming = false) => (
    <li className={alarming && count > 0 ? 'tile alarming' : 'tile'}>
      <Link to="/absence/pupils" search={{ day, ...(schoolId ? { schoolId } : {}), ...(which ? { which } : {}) }}>
        <span className="tile-count">{count}</span>
        <span className="tile-label">{label}</span>
      </Link>
    </li>
  );
  return (
    <>
      <p className="count" aria-live="polite">
        {t('absence.reportedClasses', { reported: sum.reported, classes: sum.classes })}
      </p>
      <ul className="tiles narrow-tiles">
        {tile(t('absence.enrolled'), sum.enrolled)}
        {tile(t('absence.present'), sum.present, 'present')}
        {tile(t('absence.withCause'), sum.withCause, 'with-cause')}
        {tile(t('absence.one'), sum.one, 'one')}
        {tile(t('absence.two'), sum.two, 'two')}
        {tile(t('absence.threeOrMore'), sum.threeOrMore, 'three-or-more', true)}
        {tile(t('absence.notReported'), sum.notReported, 'not-reported')}
      </ul>
      <p className="hint">
        <Link to="/absence/pupils" search={{ day, ...(schoolId ? { schoolId } : {}), which: 'at-threshold' }}>
          {t('absence.long', { n: threshold })}
        </Link>
        {' · '}
        {t('absence.longNote')}
      </p>
    </>
  );
}

function Classes({ attendance, mayReport }: { readonly attendance: Attendance; readonly mayReport: boolean }) {
  const { t } = useTranslation();
  const className = useClassName();
  const { day, classes } = attendance;
  const at = (row: ClassDay) => ({ day, schoolId: row.schoolId, grade: row.grade, class: row.class });
  const number = (key: string, title: string, count: (row: ClassDay) => number, which?: Which): Column<ClassDay> => ({
    key,
    title,
    number: true,
    cell: (row) => {
      const n = count(row);
      if (n === 0) return <span className="zero">0</span>;
      return (
        <Link
          to="/absence/pupils"
          search={{ ...at(row), ...(which ? { which } : {}) }}
          className={which === 'three-or-more' ? 'alarming' : undefined}
        >
          {n}
        </Link>
      );
    },
  });
  return (
    <DataTable
      caption={t('absence.title')}
      rows={classes}
      rowKey={(row) => `${row.schoolId} ${row.grade} ${row.class}`}
      empty={t('absence.empty')}
      columns={[
        { key: 'class', title: t('absence.class'), head: true, cell: (row) => className(row) },
        { key: 'school', title: t('absence.school'), cell: (row) => row.school },
        number('enrolled', t('absence.enrolled'), (row) => row.enrolled),
        number('present', t('absence.present'), (row) => row.present, 'present'),
        number('withCause', t('absence.withCause'), (row) => row.withCause, 'with-cause'),
        number('one', t('absence.one'), (row) => row.one, 'one'),
        number('two', t('absence.two'), (row) => row.two, 'two'),
        number('three', t('absence.threeOrMore'), (row) => row.threeOrMore, 'three-or-more'),
        {
          key: 'report',
          title: t('absence.report'),
          cell: (row) => (
            <>
              {row.report ? (
                t('absence.reported', { at: shanghaiTime(row.report.at), by: row.report.by })
              ) : (
                <span className="alarming">{t('absence.notReported')}</span>
              )}{' '}
              {row.report && row.report.corrections > 0 ? (
                <span className="mark">{t('absence.corrected', { n: row.report.corrections })}</span>
              ) : null}{' '}
              {mayReport ? (
                <Link to="/absence/class" search={at(row)}>
                  {row.report ? t('absence.correct') : t('absence.report')}
                </Link>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
