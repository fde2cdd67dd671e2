import type { Clock } from './clock.ts';
import type { Tx } from './database.ts';
import { newId } from './ids.ts';

/** What an office may set for itself, with what holds until it does. Days of history are kept; a value is never overwritten. */
export const SETTINGS = {
  // ---- people
  /** Wrong passwords in a row before an account is locked. */
  'sign-in.failures': 5,
  /** Minutes that it stays locked. */
  'sign-in.lock-minutes': 15,
  /** Minutes without a request after which a session ends. */
  'session.idle-minutes': 480,
  /** Days after which a session ends in any case. */
  'session.days': 7,
  /** True for an installation that holds the invented township. */
  'installation.sample': false,
  /** True where that township was loaded by `--demo`, whose password is no secret. */
  'installation.demo': false,

  // ---- children
  /** Days after the last day of a leave on which a child that did not come back becomes suspected (R83). */
  'children.leave-grace-days': 14,
  /** School days in a row without a known cause after which a child's absence opens a lead (docs/readings.md, R99). */
  'children.absence-days': 3,

  // ---- reports
  /** Hours in which a lead is to be concluded; after as long again it goes one level further up. */
  'reports.verify-hours': 24,
  /** Days of the new clock where a suspicion stands. */
  'reports.suspected-days': 7,
  /** Days after which a child of whom nobody knows where it learns becomes a lead by itself. */
  'reports.unexplained-days': 14,
  /** Day of the next month by which schools and villages declare. */
  'reports.declare-day': 5,
  /** The public's clue form takes clues. */
  'reports.clues-open': true,

  // ---- visits
  /** School days from the opening of term within which every expected child is marked (docs/readings.md, R103). */
  'visits.enrolment-days': 3,

  // ---- cases

  // ---- letters
  /** Days that a return notice gives where nobody says otherwise (docs/readings.md, R132). */
  'letters.notice-days': 7,

  // ---- statistics
  /** Days before its day from which a duty stands on the work list as due (docs/readings.md, R141). */
  'duties.due-days': 7,
  /** Days before its day from which it is announced: a leave is told 30, 15 and 7 days before it ends. */
  'duties.coming-days': 30,
  /** Days in which a row is to be there for which the papers name no day. */
  'duties.undated-days': 14,
  /** Days late after which a duty shows one level further up as well; after as many again the next. */
  'duties.escalate-days': 7,
  /** Days without a look after which the next one begins with a digest. */
  'duties.digest-days': 3,
  /** Days after which a brief that nobody at a post has read is the sender's matter again (docs/readings.md, R158). */
  'briefs.read-days': 3,
  /** Hour of the day, Beijing time, from which the morning's digests go out. */
  'channels.hour': 7,
} as const;
export type SettingKey = keyof typeof SETTINGS;
type Value<K extends SettingKey> = (typeof SETTINGS)[K] extends number ? number : boolean;

/** The values in force today, by one query. */
export async function readSettings<K extends SettingKey>(
  clock: Clock,
  tx: Tx,
  keys: readonly K[],
): Promise<{ [key in K]: Value<key> }> {
  const rows = await tx
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', [...keys])
    .where('from_on', '<=', clock.today())
    .orderBy('from_on')
    .orderBy('set_at')
    .orderBy('id')
    .execute();
  const set = new Map(rows.map((row) => [row.key, row.value]));
  const value = (key: K) => {
    const mine = set.get(key);
    return typeof mine === typeof SETTINGS[key] ? mine : SETTINGS[key];
  };
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as { [key in K]: Value<key> };
}

/** Adds a value that holds from today on. */
export async function writeSetting<K extends SettingKey>(
  clock: Clock,
  tx: Tx,
  key: K,
  value: Value<K>,
  setBy: string | null,
): Promise<void> {
  await tx
    .insertInto('settings')
    .values({
      id: newId(clock),
      key,
      value: JSON.stringify(value),
      from_on: clock.today(),
      set_at: clock.now(),
      set_by: setBy,
    })
    .execute();
}
