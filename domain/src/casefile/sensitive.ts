import { KINDS, type Kind } from './schema.ts';

/*
 * Which fields of an entry are sensitive: health, family, faith, money, guilt, telephone numbers, the words of a child or
 * a guardian, where a home lies. In the log's canonical form each stands as a salted digest and its value is sealed
 * (docs/decisions/0001-canonical-entry.md). The list is final for what is already recorded: adding a path changes what
 * *new* entries seal, and so needs a new version of the form; the verification of old entries goes by their own version.
 *
 * What stays clear is what the lists, the calendar of duties and a redacted copy need: kind, days, units, names of
 * officials, outcome, document kind, approval steps, file hashes.
 */

/** Segments of a path; '*' stands for every item of a list. */
type Pattern = readonly string[];

const EVERY_KIND: readonly Pattern[] = [
  ['note'],
  ['details'],
  ['recordedBy', 'phone'],
  ['evidence', '*', 'name'],
  ['evidence', '*', 'position'],
];

const OF_KIND: Readonly<Record<Kind, readonly Pattern[]>> = {
  report: [['reasons']],
  verification: [],
  responsibility: [['phone']],
  persuasion: [['by', '*', 'phone'], ['place'], ['met', '*', 'name'], ['notMetReason'], ['summary']],
  measure: [],
  plan: [['goal'], ['courses'], ['content'], ['place'], ['persons']],
  session: [['content'], ['place'], ['lessonPlan']],
  document: [['issuer'], ['hospital'], ['advisesLeave'], ['outpatient'], ['number']],
  placement: [['headTeacherPhone']],
  approval: [['comment']],
  letter: [],
  consent: [],
  exam: [['passed']],
  relief: [['difficulty'], ['help']],
  'follow-up': [['finding']],
  publicity: [['topic']],
  referral: [['matter'], ['result']],
  closure: [],
  reopening: [],
  amendment: [],
};

/** A place in an entry: `['met', 0, 'name']`. */
export type Place = readonly (string | number)[];

/**
 * The sensitive places that are filled in this entry, in a fixed order. Works on an entry and on its canonical form
 * alike, since a digest stands where the value stood.
 *
 * An amendment's replacement is an entry of the kind that it names, and its sensitive places are that kind's; where it
 * names none we know, all of it is sensitive.
 */
export function sensitivePlaces(entry: Readonly<Record<string, unknown>>): Place[] {
  const { kind } = entry;
  const places = [...EVERY_KIND, ...(isKind(kind) ? OF_KIND[kind] : [])].flatMap((pattern) => expand(entry, pattern));
  const { replacement } = entry;
  if (kind !== 'amendment' || replacement === undefined) return places;
  if (!isRecord(replacement) || !isKind(replacement.kind)) return [...places, ['replacement']];
  return [...places, ...sensitivePlaces(replacement).map((place) => ['replacement', ...place])];
}

function expand(value: unknown, pattern: Pattern): Place[] {
  const [head, ...rest] = pattern;
  if (head === undefined) return [[]];
  if (head === '*') {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, index) => expand(item, rest).map((place) => [index, ...place]));
  }
  if (!isRecord(value) || value[head] === undefined) return [];
  return expand(value[head], rest).map((place) => [head, ...place]);
}

function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && (KINDS as readonly string[]).includes(kind);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
