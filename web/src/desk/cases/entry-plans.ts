import type { Kind } from '@quanxue/domain/casefile/schema.ts';
import { withDetails } from '../../basis/entry/detail-plans.ts';
import type { EntryPlan, FormValues } from '../../basis/entry/entry-plan.ts';
import { reportPlan } from '../reports/report-plan.ts';
import { persuasionPlan } from '../visits/persuasion-plan.ts';

const is =
  (name: string, ...options: readonly string[]) =>
  (values: FormValues): boolean =>
    options.includes(String(values[name]));

const individual = is('plan', 'individual');
const atHome = is('plan', 'home-teaching');
const remote = is('plan', 'remote-teaching');
const taught = (values: FormValues): boolean => atHome(values) || remote(values);
const served = is('document', 'return-notice', 'order', 'penalty-notice', 'performance-reminder', 'proof-of-service');

const ofPeriod = is(
  'document',
  'rehabilitation-record',
  'admission-proof',
  'leave-application',
  'deferral-application',
  'exemption-application',
);

/** The fields of the contract, kind by kind. */
const PLANS: Readonly<Record<Kind, EntryPlan>> = {
  report: reportPlan,
  verification: { kind: 'verification', fields: [{ name: 'result' }] },
  responsibility: {
    kind: 'responsibility',
    fields: [{ name: 'unit' }, { name: 'name' }, { name: 'phone', as: 'phone', wanted: true }, { name: 'post' }],
  },
  persuasion: persuasionPlan,
  measure: { kind: 'measure', fields: [{ name: 'measure', as: 'measure' }] },
  plan: {
    kind: 'plan',
    fields: [
      { name: 'plan' },
      { name: 'goal', as: 'area', when: individual },
      { name: 'courses', when: taught, wanted: true },
      { name: 'content', as: 'area', when: (values) => individual(values) || atHome(values), wanted: atHome },
      { name: 'time', when: (values) => individual(values) || atHome(values), wanted: atHome },
      { name: 'place', when: atHome, wanted: true },
      { name: 'subjects', when: remote, wanted: true },
      { name: 'schedule', when: remote, wanted: true },
      { name: 'timetable', as: 'area', when: taught, wanted: true },
      { name: 'persons', when: (values) => individual(values) || remote(values), wanted: remote },
      { name: 'means', when: remote, wanted: true },
    ],
  },
  session: {
    kind: 'session',
    fields: [
      { name: 'mode' },
      { name: 'classHours' },
      { name: 'teacher', wanted: true },
      { name: 'subject', wanted: is('mode', 'remote') },
      { name: 'content', as: 'area', wanted: is('mode', 'home') },
      { name: 'place', when: is('mode', 'home') },
      { name: 'means', when: is('mode', 'remote'), wanted: true },
      { name: 'lessonPlan', as: 'area', when: is('mode', 'remote'), wanted: true },
    ],
  },
  document: {
    kind: 'document',
    fields: [
      { name: 'document', as: 'document' },
      { name: 'number' },
      { name: 'issuer' },
      { name: 'hospital', as: 'hospital', when: is('document', 'diagnosis', 'fitness-proof') },
      { name: 'advisesLeave', when: is('document', 'diagnosis'), wanted: true },
      { name: 'outpatient', when: is('document', 'diagnosis') },
      { name: 'servedOn', when: served },
      { name: 'deadline', when: served, ahead: true },
      {
        name: 'from',
        when: ofPeriod,
        ahead: true,
        wanted: is('document', 'rehabilitation-record', 'leave-application'),
      },
      { name: 'to', when: ofPeriod, ahead: true, wanted: is('document', 'leave-application') },
    ],
  },
  placement: {
    kind: 'placement',
    fields: [
      { name: 'school', as: 'school' },
      { name: 'grade' },
      { name: 'class', wanted: true },
      { name: 'headTeacher', wanted: true },
      { name: 'headTeacherPhone', as: 'phone', wanted: true },
    ],
  },
  approval: {
    kind: 'approval',
    fields: [
      { name: 'matter' },
      { name: 'step' },
      { name: 'decision' },
      { name: 'from', when: is('decision', 'approved'), ahead: true },
      { name: 'to', when: is('decision', 'approved'), ahead: true, wanted: is('matter', 'leave') },
      { name: 'comment', as: 'area' },
    ],
  },
  letter: {
    kind: 'letter',
    fields: [
      { name: 'direction' },
      { name: 'from' },
      { name: 'to' },
      { name: 'number' },
      { name: 'replyTo', as: 'reply-to', when: is('direction', 'reply'), wanted: true },
      { name: 'outcome', when: is('direction', 'reply'), wanted: true },
    ],
  },
  consent: { kind: 'consent', fields: [{ name: 'to' }, { name: 'by' }] },
  exam: { kind: 'exam', fields: [{ name: 'passed' }] },
  relief: {
    kind: 'relief',
    fields: [{ name: 'difficulty', as: 'area' }, { name: 'help', as: 'area' }, { name: 'unit' }],
  },
  'follow-up': { kind: 'follow-up', fields: [{ name: 'finding', as: 'area' }] },
  publicity: { kind: 'publicity', fields: [{ name: 'topic' }] },
  referral: { kind: 'referral', fields: [{ name: 'to' }, { name: 'matter' }, { name: 'result', as: 'area' }] },
  closure: { kind: 'closure', fields: [{ name: 'reason' }] },
  reopening: { kind: 'reopening', fields: [] },
  // Made from an entry of the story ("correct", "withdraw"), never from an empty form.
  amendment: {
    kind: 'amendment',
    fields: [
      { name: 'of', as: 'fixed' },
      { name: 'withdraw', as: 'fixed' },
    ],
  },
};

/** The form of every kind of entry: the contract's fields and what the paper forms ask besides. */
export const ENTRY_PLANS = Object.fromEntries(
  Object.entries(PLANS).map(([kind, plan]) => [kind, withDetails(plan)]),
) as unknown as Readonly<Record<Kind, EntryPlan>>;

/** Kinds as a person looks for them when something has happened. */
export const KIND_GROUPS = [
  { group: 'first', kinds: ['verification', 'responsibility', 'report'] },
  { group: 'persuade', kinds: ['persuasion', 'publicity', 'relief', 'referral'] },
  { group: 'measure', kinds: ['measure', 'plan', 'document', 'approval', 'consent', 'letter', 'exam', 'placement'] },
  { group: 'teach', kinds: ['session', 'follow-up'] },
  { group: 'end', kinds: ['closure', 'reopening'] },
] as const satisfies readonly { group: string; kinds: readonly Kind[] }[];
