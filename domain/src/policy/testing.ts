import type { Day } from '../basis/plain-date.ts';
import { readCaseFile } from '../casefile/read.ts';
import type {
  CalendarInFile,
  CaseFile,
  ChildHeader,
  DocumentKind,
  Entry,
  EntryOf,
  Matter,
  Measure,
  Step,
  Unit,
} from '../casefile/schema.ts';
import { assess } from './assess.ts';
import type { Finding, Status } from './finding.ts';
import { packNamed } from './packs/index.ts';

/* Situations for the tests of the law: what is on file, asked on a day, and what each row should say. */

/** A situation: `facts` are entries in the order of the file; `expect` names the rows that it is about. */
export interface Situation {
  /** A sentence. */
  readonly name: string;
  /** The as-of date. */
  readonly on: Day;
  readonly child?: Partial<ChildHeader>;
  readonly calendar?: CalendarInFile;
  readonly facts: readonly Facts[];
  readonly expect: Readonly<Record<string, Status>>;
}

type WithoutId<E> = E extends Entry ? Omit<E, 'id'> & { readonly id?: string } : never;
export type Fact = WithoutId<Entry>;
/** One entry or several, so that a helper can stand for many. */
export type Facts = Fact | readonly Fact[];

/** A valid case file of these facts; entries without an id are called e1, e2, … by their place. */
export function caseFile(facts: readonly Facts[], child?: Partial<ChildHeader>, calendar?: CalendarInFile): CaseFile {
  const value = {
    format: 'quanxue.casefile/1',
    child: { name: '郝小满', sex: 'male', birthDate: '2009-05-01', grade: 7, ...child },
    ...(calendar ? { calendar } : {}),
    entries: facts.flat().map((fact, i) => ({ id: `e${i + 1}`, ...fact })),
  };
  const read = readCaseFile(value);
  if (!read.ok) throw new Error(`not a case file: ${read.faults.map(({ path, en }) => `${path} ${en}`).join('; ')}`);
  return read.file;
}

/** What the law says of a situation, for the rows that it names. */
export function judged({ on, facts, child, calendar, expect }: Situation): Record<string, Status | undefined> {
  const { findings } = assess(caseFile(facts, child, calendar), on);
  return Object.fromEntries(
    Object.keys(expect).map((id) => [id, findings.find((finding) => finding.id === id)?.status]),
  );
}

/** One finding of a situation. */
export function findingOf(situation: Omit<Situation, 'name' | 'expect'>, id: string): Finding | undefined {
  const { on, facts, child, calendar } = situation;
  return assess(caseFile(facts, child, calendar), on).findings.find((finding) => finding.id === id);
}

/** What is wrong with the sentences of a situation: none may be empty or broken, a failing one says what to do. */
export function messageFaults({ on, facts, child, calendar }: Omit<Situation, 'name' | 'expect'>): string[] {
  const { findings, measure } = assess(caseFile(facts, child, calendar), on);
  const pack = packNamed();
  const rows = [...pack.everyCase, ...(pack.measures.find((each) => each.measure === measure)?.rows ?? [])];
  return findings.flatMap(({ id, status, message, citation }) => {
    const todo = rows.find((row) => row.id === id)?.todo;
    const fails = status === 'missing' || status === 'breach';
    return (['zh', 'en'] as const).flatMap((lang) => {
      const said = message[lang];
      const faults: string[] = [];
      if (/undefined|null|NaN|Infinity|\[object/.test(said)) faults.push('shows a value that is none');
      if (!(lang === 'zh' ? /[\u4e00-\u9fff].*。$/ : /^[A-Z].*\.$/).test(said)) faults.push('is no sentence');
      if (/，。|：。|, \.|\(\)|（）| {2}|\.\.|。。/.test(said)) faults.push('has a hole');
      if (lang === 'en' && /[\u4e00-\u9fff]/.test(said)) faults.push('mixes languages');
      if (fails && (!todo?.[lang] || !said.endsWith(todo[lang]))) faults.push('does not say what to do');
      if (!citation[lang]) faults.push('has no citation');
      return faults.map((fault) => `${id} ${status} ${lang} ${fault}: ${said}`);
    });
  });
}

/** The pairs of row and status that can happen but that no situation expects. */
export function untried(
  possible: Readonly<Record<string, readonly Status[]>>,
  situations: readonly Situation[],
): string[] {
  const tried = new Set(
    situations.flatMap(({ expect }) => Object.entries(expect).map(([id, status]) => `${id} ${status}`)),
  );
  return Object.entries(possible)
    .flatMap(([id, statuses]) => statuses.map((status) => `${id} ${status}`))
    .filter((pair) => !tried.has(pair));
}

/* Entries, each whole and in order unless told otherwise. */

type More<E> = Partial<Omit<E, 'kind' | 'on'>>;

export const report = (on: Day, more: More<EntryOf<'report'>> = {}): Fact => ({
  kind: 'report',
  on,
  source: 'school',
  reasons: ['other'],
  ...more,
});

export const responsible = (on: Day, unit: Unit, more: More<EntryOf<'responsibility'>> = {}): Fact => ({
  kind: 'responsibility',
  on,
  unit,
  name: '秦望舒',
  phone: '13800000001',
  ...more,
});

/** Persons who went, one for each unit. */
export const by = (...units: readonly Unit[]): EntryOf<'persuasion'>['by'] =>
  units.map((unit) => ({ name: '黎书航', unit }));

/** A persuasion whose record is true and whole. */
export const visit = (on: Day, more: More<EntryOf<'persuasion'>> = {}): Fact => ({
  kind: 'persuasion',
  on,
  by: by('school'),
  method: 'home-visit',
  met: [{ who: 'guardian' }],
  summary: `${on}到家中，家长说再想一想`,
  evidence: [{ kind: 'photo' }],
  outcome: 'undecided',
  ...more,
});

export const visits = (...days: readonly Day[]): Fact[] => days.map((on) => visit(on));

export const measure = (on: Day, name: Measure): Fact => ({ kind: 'measure', on, measure: name });

export const document = (on: Day, name: DocumentKind, more: More<EntryOf<'document'>> = {}): Fact => ({
  kind: 'document',
  on,
  document: name,
  ...more,
});

export const plan = (on: Day, kind: EntryOf<'plan'>['plan'], more: More<EntryOf<'plan'>> = {}): Fact => ({
  kind: 'plan',
  on,
  plan: kind,
  ...more,
});

export const lesson = (
  on: Day,
  mode: EntryOf<'session'>['mode'],
  classHours = 2,
  more: More<EntryOf<'session'>> = {},
): Fact => ({
  kind: 'session',
  on,
  mode,
  classHours,
  subject: '语文',
  content: '认字',
  teacher: '黎书航',
  means: '微信',
  lessonPlan: '教案一',
  evidence: [{ kind: 'photo' }],
  ...more,
});

export const placement = (on: Day, more: More<EntryOf<'placement'>> = {}): Fact => ({
  kind: 'placement',
  on,
  school: '青石小学',
  grade: 7,
  class: '2',
  headTeacher: '岑老师',
  headTeacherPhone: '13800000002',
  ...more,
});

/** The decision that the step needs: the guardian applies, all others approve. */
export const approval = (on: Day, matter: Matter, step: Step, more: More<EntryOf<'approval'>> = {}): Fact => ({
  kind: 'approval',
  on,
  matter,
  step,
  decision: step === 'guardian' ? 'applied' : 'approved',
  ...more,
});

export const letter = (on: Day, from: Unit, to: Unit, more: More<EntryOf<'letter'>> = {}): Fact => ({
  kind: 'letter',
  on,
  direction: 'outgoing',
  from,
  to,
  ...more,
});

export const reply = (on: Day, from: Unit, replyTo: string, more: More<EntryOf<'letter'>> = {}): Fact => ({
  kind: 'letter',
  on,
  direction: 'reply',
  from,
  to: 'township',
  replyTo,
  outcome: 'taken-over',
  ...more,
});

export const consent = (on: Day, to: EntryOf<'consent'>['to'], who: EntryOf<'consent'>['by']): Fact => ({
  kind: 'consent',
  on,
  to,
  by: who,
});

export const exam = (on: Day, passed: boolean): Fact => ({ kind: 'exam', on, passed });
export const relief = (on: Day): Fact => ({ kind: 'relief', on, difficulty: '路远', help: '住校', unit: 'township' });
export const followUp = (on: Day): Fact => ({ kind: 'follow-up', on, finding: '能自己吃饭' });
export const publicity = (on: Day): Fact => ({ kind: 'publicity', on, topic: '义务教育法' });
export const closure = (on: Day, reason: EntryOf<'closure'>['reason']): Fact => ({ kind: 'closure', on, reason });
export const reopening = (on: Day): Fact => ({ kind: 'reopening', on });

/** An amendment of the entry `of`: a withdrawal, a whole replacement, both, or a remark. */
export const amend = (
  on: Day,
  of: string,
  what: { readonly withdraw?: true; readonly replacement?: Fact; readonly note?: string },
): Fact => ({ kind: 'amendment', on, of, ...what });
