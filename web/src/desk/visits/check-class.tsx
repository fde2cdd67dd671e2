import {
  checkEnrolment,
  ENROLMENT_MARKS,
  type EnrolmentMark,
  type EnrolmentPupil,
  getEnrolment,
  listEnrolmentPupils,
} from '@quanxue/domain/visits/enrolment.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { useCheckedName } from './enrolment.tsx';

/** "All arrived but …": one class at the opening of term. */
export function CheckClassPage() {
  const { t } = useTranslation();
  const name = useCheckedName();
  const search = useSearch({ from: '/desk/enrolment/class' });
  const { mark: _, ...query } = search;
  const { unitId = '', grade = 0, class: group = '-' } = query;
  const enrolment = useAnswer(getEnrolment, {
    query: { unitId, ...(query.termOn ? { termOn: query.termOn } : {}) },
  });
  const pupils = useAnswer(listEnrolmentPupils, { query });
  const row = enrolment.data?.classes.find((each) => each.grade === grade && each.class === group);
  return (
    <Page
      title={row ? t('enrolment.classTitle', { unit: row.unit, class: name(row) }) : t('enrolment.title')}
      lead={enrolment.data ? t('enrolment.due', { day: enrolment.data.dueOn }) : undefined}
      actions={
        <Link to="/enrolment" search={query.termOn ? { termOn: query.termOn } : {}}>
          {t('common.back')}
        </Link>
      }
    >
      <Answered of={pupils}>
        {(answer) =>
          answer.pupils.length === 0 ? (
            <div className="empty">{t('enrolment.none')}</div>
          ) : (
            <CheckForm
              key={`${answer.termOn} ${unitId} ${grade} ${group}`}
              pupils={answer.pupils}
              village={row?.kind === 'village'}
              at={{ termOn: answer.termOn, unitId, grade, class: group }}
            />
          )
        }
      </Answered>
    </Page>
  );
}

interface Said {
  readonly mark: Exclude<EnrolmentMark, 'arrived'>;
  readonly place: string;
  readonly note: string;
}

interface Props {
  readonly pupils: readonly EnrolmentPupil[];
  readonly village: boolean;
  readonly at: { readonly termOn: string; readonly unitId: string; readonly grade: number; readonly class: string };
}

function CheckForm({ pupils, village, at }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const [day, setDay] = useState<string>();
  const [but, setBut] = useState<ReadonlyMap<string, Said>>(
    () =>
      new Map(
        pupils.flatMap(({ childId, mark, place, note }) =>
          mark && mark !== 'arrived' ? [[childId, { mark, place: place ?? '', note: note ?? '' }] as const] : [],
        ),
      ),
  );
  const [checkId, setCheckId] = useState(uuidV7);
  const act = useAct(checkEnrolment, () => setCheckId(uuidV7()));
  const change = (childId: string, to: Said | undefined) => {
    const next = new Map(but);
    if (to) next.set(childId, to);
    else next.delete(childId);
    setBut(next);
    act.reset();
  };
  const save = () =>
    act.mutate({
      params: { checkId },
      body: {
        ...at,
        onDay: day ?? today ?? '',
        but: [...but].map(([childId, { mark, place, note }]) => ({
          childId,
          mark,
          ...(place.trim() && { place: place.trim() }),
          ...(note.trim() && { note: note.trim() }),
        })),
      },
    });
  return (
    <>
      <div className="filters">
        <DayPicker
          value={day ?? today ?? ''}
          label={t('enrolment.day')}
          {...(today ? { max: today } : {})}
          onChange={setDay}
        />
      </div>
      <p>{village ? t('enrolment.tapVillage') : t('enrolment.tap')}</p>
      <ul className="taps">
        {pupils.map((pupil) => (
          <li key={pupil.childId}>
            <button
              type="button"
              className="tap"
              aria-pressed={but.has(pupil.childId)}
              onClick={() =>
                change(pupil.childId, but.has(pupil.childId) ? undefined : { mark: 'absent', place: '', note: '' })
              }
            >
              <b>{pupil.name}</b>
              <span>{pupil.mark ? labels.term('enrolmentMark', pupil.mark) : pupil.birthDate}</span>
            </button>
          </li>
        ))}
      </ul>
      {pupils
        .filter((pupil) => but.has(pupil.childId))
        .map((pupil) => {
          const said = but.get(pupil.childId) ?? { mark: 'absent' as const, place: '', note: '' };
          return (
            <fieldset key={pupil.childId} className="group said">
              <legend>{pupil.name}</legend>
              <Radio.Group
                aria-label={pupil.name}
                size="large"
                optionType="button"
                buttonStyle="solid"
                value={said.mark}
                options={ENROLMENT_MARKS.filter((mark) => mark !== 'arrived').map((value) => ({
                  value,
                  label: labels.term('enrolmentMark', value),
                }))}
                onChange={(event) => change(pupil.childId, { ...said, mark: event.target.value as Said['mark'] })}
              />
              {said.mark === 'transferred' ? (
                <Input
                  value={said.place}
                  maxLength={100}
                  placeholder={t('enrolment.place')}
                  aria-label={t('enrolment.place')}
                  onChange={(event) => change(pupil.childId, { ...said, place: event.target.value })}
                />
              ) : null}
              <Input
                value={said.note}
                maxLength={300}
                placeholder={t('enrolment.note')}
                aria-label={t('enrolment.note')}
                onChange={(event) => change(pupil.childId, { ...said, note: event.target.value })}
              />
            </fieldset>
          );
        })}
      <div className="form-actions sticky">
        <ProblemNotice error={act.error} />
        {act.data ? (
          <Alert type="success" role="status" className="notice" title={t('enrolment.saved', act.data)} />
        ) : null}
        <Button type="primary" size="large" block loading={act.isPending} onClick={save}>
          {but.size === 0 ? t('enrolment.allArrived') : t('enrolment.allBut', { n: but.size })}
        </Button>
      </div>
    </>
  );
}
