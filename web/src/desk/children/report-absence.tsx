import { ABSENCE_CAUSES, type AbsenceCause } from '@quanxue/domain/children/absence.ts';
import { listPupils, type PupilDay, reportAttendance } from '@quanxue/domain/children/attendance.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { useClassName } from './class-name.ts';

/** "All here but …": tap who is missing, say why where it is known, save. */
export function ReportAbsencePage() {
  const { t } = useTranslation();
  const className = useClassName();
  const today = useToday();
  const { day = today ?? '', ...of } = useSearch({ from: '/desk/absence/class' });
  const pupils = useAnswer(listPupils, { query: { day, ...of } }, { enabled: day !== '' });
  const known = { grade: of.grade ?? 0, class: of.class ?? '-' };
  return (
    <Page
      title={className(known)}
      lead={`${pupils.data?.pupils[0]?.school ?? ''} ${day}`}
      actions={
        <Link to="/absence" search={day === today ? {} : { day }}>
          {t('absence.back')}
        </Link>
      }
    >
      <Answered of={pupils}>
        {(answer) =>
          answer.pupils.length === 0 || !of.schoolId ? (
            <div className="empty">{t('absence.empty')}</div>
          ) : (
            <>
              <TapForm
                key={`${of.schoolId} ${known.grade} ${known.class} ${day}`}
                pupils={answer.pupils}
                at={{ schoolId: of.schoolId, ...known, day }}
              />
              {answer.reports.length > 0 ? (
                <>
                  <h2>{t('absence.history')}</h2>
                  <ul>
                    {answer.reports.map((each) => (
                      <li key={each.at}>{t('absence.historyLine', { ...each, at: shanghaiTime(each.at) })}</li>
                    ))}
                  </ul>
                </>
              ) : null}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

interface Missing {
  readonly cause: AbsenceCause;
  readonly note: string;
}

interface Props {
  readonly pupils: readonly PupilDay[];
  readonly at: { readonly schoolId: string; readonly grade: number; readonly class: string; readonly day: string };
}

function TapForm({ pupils, at }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [missing, setMissing] = useState<ReadonlyMap<string, Missing>>(() => reportedMissing(pupils));
  const [attendanceId, setAttendanceId] = useState(uuidV7);
  const act = useAct(reportAttendance, () => setAttendanceId(uuidV7()));
  const change = (childId: string, to: Missing | undefined) => {
    const next = new Map(missing);
    if (to) next.set(childId, to);
    else next.delete(childId);
    setMissing(next);
    act.reset();
  };
  const save = () =>
    act.mutate({
      params: { attendanceId },
      body: {
        ...at,
        absent: [...missing].map(([childId, { cause, note }]) => ({
          childId,
          cause,
          ...(note.trim() && { note: note.trim() }),
        })),
      },
    });
  return (
    <>
      <p>{t('absence.tap')}</p>
      <ul className="taps">
        {pupils.map((pupil) => (
          <li key={pupil.childId}>
            <button
              type="button"
              className="tap"
              aria-pressed={missing.has(pupil.childId)}
              onClick={() =>
                change(pupil.childId, missing.has(pupil.childId) ? undefined : { cause: 'none', note: '' })
              }
            >
              <b>{pupil.name}</b>
              <span>{pupil.days > 0 ? `${t('absence.days')} ${pupil.days}` : labels.term('sex', pupil.sex)}</span>
            </button>
          </li>
        ))}
      </ul>
      {pupils
        .filter((pupil) => missing.has(pupil.childId))
        .map((pupil) => {
          const said = missing.get(pupil.childId) ?? { cause: 'none' as const, note: '' };
          return (
            <fieldset key={pupil.childId} className="group said">
              <legend>{t('absence.tapped', { name: pupil.name })}</legend>
              <Radio.Group
                aria-label={t('absence.cause')}
                size="large"
                optionType="button"
                buttonStyle="solid"
                value={said.cause}
                options={[...ABSENCE_CAUSES].map((cause) => ({
                  value: cause,
                  label: labels.term('absenceCause', cause),
                }))}
                onChange={(event) => change(pupil.childId, { ...said, cause: event.target.value as AbsenceCause })}
              />
              {said.cause === 'other' ? (
                <Input
                  value={said.note}
                  maxLength={200}
                  placeholder={t('absence.note')}
                  aria-label={t('absence.note')}
                  onChange={(event) => change(pupil.childId, { ...said, note: event.target.value })}
                />
              ) : null}
            </fieldset>
          );
        })}
      <div className="form-actions sticky">
        <ProblemNotice error={act.error} />
        {act.data ? (
          <Alert
            type="success"
            role="status"
            className="notice"
            title={t(act.data.correction ? 'absence.savedCorrection' : 'absence.saved', act.data)}
          />
        ) : null}
        <Button type="primary" size="large" block loading={act.isPending} onClick={save}>
          {missing.size === 0 ? t('absence.allHere') : t('absence.allBut', { n: missing.size })}
        </Button>
      </div>
    </>
  );
}

function reportedMissing(pupils: readonly PupilDay[]): ReadonlyMap<string, Missing> {
  return new Map(
    pupils.flatMap((pupil) =>
      pupil.mark === 'present' || pupil.mark === 'not-reported'
        ? []
        : [[pupil.childId, { cause: pupil.mark, note: pupil.note ?? '' }] as const],
    ),
  );
}
