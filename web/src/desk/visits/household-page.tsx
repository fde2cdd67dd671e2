import {
  getRound,
  LEAD_RESULTS,
  listRoundHouseholds,
  MET,
  PLACE_RESULTS,
  type RoundHousehold,
  type RoundKind,
  recordVisit,
  resultsOf,
  type VisitResult,
} from '@quanxue/domain/visits/rounds.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
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
import { useClassName } from '../children/class-name.ts';
import { Guardians } from './work-list.tsx';

/** At a family's door: who was met, and how it is with each child; then the next family of the list. */
export function HouseholdPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = useParams({ from: '/desk/rounds/$roundId/households/$householdId' });
  const search = useSearch({ from: '/desk/rounds/$roundId/households/$householdId' });
  const { roundId, householdId } = params;
  const round = useAnswer(getRound, { params: { roundId } });
  const list = useAnswer(listRoundHouseholds, { params: { roundId }, query: { householdId } });
  const { result: _, offset: __, limit: ___, householdId: ____, ...filters } = search;
  const rest = useAnswer(listRoundHouseholds, { params: { roundId }, query: { ...filters, show: 'rest', limit: 2 } });
  const next = rest.data?.households.find((each) => each.id !== householdId);
  return (
    <Page
      title={t('household.record')}
      lead={round.data?.title}
      actions={
        <>
          <Link to="/rounds/$roundId/households" params={{ roundId }} search={search}>
            {t('household.backToList')}
          </Link>
          {next ? (
            <Button
              onClick={() =>
                void navigate({
                  to: '/rounds/$roundId/households/$householdId',
                  params: { roundId, householdId: next.id },
                  search,
                })
              }
            >
              {t('household.next')}
            </Button>
          ) : null}
        </>
      }
    >
      <Answered of={list}>
        {(answer) =>
          answer.households.map((household) => (
            <section key={household.id}>
              <p>
                <b>
                  <Guardians household={household} />
                </b>
                <br />
                {[household.village, household.grid, household.address].filter(Boolean).join(' ')}
              </p>
              {round.data ? <VisitForm roundId={roundId} kind={round.data.kind} household={household} /> : null}
              <Before household={household} />
            </section>
          ))
        }
      </Answered>
    </Page>
  );
}

function Before({ household }: { readonly household: RoundHousehold }) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (household.visits.length === 0) return null;
  return (
    <>
      <h2>{t('household.before')}</h2>
      <ul>
        {household.visits.map((visit) => (
          <li key={visit.id}>
            {t('household.last', { day: visit.onDay, met: labels.term('met', visit.met) })} · {visit.by}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Said {
  readonly result?: VisitResult;
  readonly place: string;
  readonly note: string;
}
const NOTHING: Said = { place: '', note: '' };

interface Props {
  readonly roundId: string;
  readonly kind: RoundKind;
  readonly household: RoundHousehold;
}

function VisitForm({ roundId, kind, household }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const className = useClassName();
  const [day, setDay] = useState<string>();
  const [met, setMet] = useState<(typeof MET)[number]>(kind === 'registry' ? 'papers' : 'guardian');
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map());
  const [visitId, setVisitId] = useState(uuidV7);
  const act = useAct(recordVisit, () => {
    setVisitId(uuidV7());
    setSaid(new Map());
  });
  const best: VisitResult = kind === 'registry' ? 'registered' : 'in-school';
  const say = (childId: string, change: Partial<Said>) =>
    setSaid(new Map(said).set(childId, { ...(said.get(childId) ?? NOTHING), ...change }));
  const results = [...said].flatMap(([childId, { result, place, note }]) =>
    result
      ? [{ childId, result, ...(place.trim() && { place: place.trim() }), ...(note.trim() && { note: note.trim() }) }]
      : [],
  );
  const opensLead = results.some((each) => LEAD_RESULTS.includes(each.result));
  return (
    <>
      <div className="filters">
        <DayPicker
          value={day ?? today ?? ''}
          label={t('household.day')}
          {...(today ? { max: today } : {})}
          onChange={setDay}
        />
      </div>
      <fieldset className="group said">
        <legend>{t('household.met')}</legend>
        <Radio.Group
          aria-label={t('household.met')}
          size="large"
          optionType="button"
          buttonStyle="solid"
          value={met}
          options={MET.map((value) => ({ value, label: labels.term('met', value) }))}
          onChange={(event) => setMet(event.target.value as typeof met)}
        />
      </fieldset>
      {met === 'nobody' ? null : (
        <>
          <p>
            <Button
              size="large"
              onClick={() =>
                setSaid(new Map(household.children.map((child) => [child.childId, { ...NOTHING, result: best }])))
              }
            >
              {t(kind === 'registry' ? 'household.allRegistered' : 'household.allInSchool')}
            </Button>
          </p>
          {household.children.map((child) => {
            const mine = said.get(child.childId) ?? NOTHING;
            return (
              <fieldset key={child.childId} className="group said">
                <legend>
                  {child.name} {labels.term('sex', child.sex)} {child.birthDate}
                </legend>
                <p className="hint">
                  {[
                    labels.term('schooling', child.state),
                    child.school,
                    child.grade ? className({ grade: child.grade, class: child.class ?? '-' }) : '',
                  ]
                    .filter(Boolean)
                    .join(' ')}
                  {child.result
                    ? ` · ${t('household.result')}：${[labels.term('visitResult', child.result), child.place].filter(Boolean).join(' ')}`
                    : ''}
                </p>
                <Radio.Group
                  aria-label={t('household.resultOf', { name: child.name })}
                  size="large"
                  optionType="button"
                  buttonStyle="solid"
                  value={mine.result ?? null}
                  options={resultsOf(kind).map((value) => ({ value, label: labels.term('visitResult', value) }))}
                  onChange={(event) => say(child.childId, { result: event.target.value as VisitResult })}
                />
                {mine.result && PLACE_RESULTS.includes(mine.result) ? (
                  <Input
                    value={mine.place}
                    maxLength={100}
                    placeholder={t('household.place')}
                    aria-label={t('household.place')}
                    onChange={(event) => say(child.childId, { place: event.target.value })}
                  />
                ) : null}
                {mine.result && mine.result !== best ? (
                  <Input
                    value={mine.note}
                    maxLength={300}
                    placeholder={t('household.note')}
                    aria-label={t('household.note')}
                    onChange={(event) => say(child.childId, { note: event.target.value })}
                  />
                ) : null}
              </fieldset>
            );
          })}
        </>
      )}
      {opensLead ? <p className="hint">{t('household.leadNote')}</p> : null}
      <div className="form-actions sticky">
        <ProblemNotice error={act.error} />
        {act.data ? (
          <Alert
            type="success"
            role="status"
            className="notice"
            title={act.data.leads > 0 ? t('household.savedLeads', { n: act.data.leads }) : t('household.saved')}
          />
        ) : null}
        <Button
          type="primary"
          size="large"
          block
          loading={act.isPending}
          onClick={() =>
            act.mutate({
              params: { roundId, visitId },
              body: {
                householdId: household.id,
                onDay: day ?? today ?? '',
                met,
                results: met === 'nobody' ? [] : results,
              },
            })
          }
        >
          {t('household.save')}
        </Button>
      </div>
    </>
  );
}
