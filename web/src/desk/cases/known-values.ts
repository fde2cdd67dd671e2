import type { Entry, EntryOf, Kind, Person } from '@quanxue/domain/casefile/schema.ts';
import { readDetails } from '@quanxue/domain/cases/details/index.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import type { HolderRow } from '@quanxue/domain/people/posts.ts';
import type { FormValues } from '../../basis/entry/entry-plan.ts';

/*
 * What a form can be given from what is on file: names, places, numbers. Never what was said or done: summary, words,
 * response, reasons and findings stay empty, for what is written beforehand is not what happened. Masked numbers are not
 * known here, so they are left to be typed.
 */

export interface KnownFacts {
  readonly view: Pick<CaseView, 'casefile'>;
  /** The entries that count, in order. */
  readonly counting: readonly Entry[];
  readonly holders: readonly HolderRow[];
  readonly me: Person | undefined;
  /** The name of a village by its code. */
  readonly place: (code: string | undefined) => string | undefined;
}

/** What the form of this kind may be filled in with. Empty values are left out when it is saved. */
export function knownValues(kind: Kind, preset: FormValues, facts: KnownFacts): FormValues {
  const { view, counting, me } = facts;
  const { child } = view.casefile;
  const last = <K extends Kind>(of: K, fits: (entry: EntryOf<K>) => boolean = () => true) =>
    counting.filter((entry): entry is EntryOf<K> => entry.kind === of).findLast(fits);
  const paper = (...documents: readonly string[]) => last('document', (each) => documents.includes(each.document));
  const detail = (entry: Entry | undefined, key: string) => (entry ? readDetails(entry)[key] : undefined);
  const school = child.school;
  const form = [school, child.grade && `${child.grade} 年级`, child.class].filter(Boolean).join(' ');
  const guardian = child.guardians?.[0]?.name;
  const headTeacher = facts.holders.find(
    (holder) =>
      holder.duty === 'class-teacher' &&
      holder.unitName === school &&
      holder.grade === child.grade &&
      holder.class === child.class,
  )?.name;
  const confirmers = counting.flatMap((entry) => detail(entry, 'confirmers') ?? []);
  const mine = me ? [me] : undefined;

  switch (kind) {
    case 'persuasion':
      return { place: last('persuasion', (each) => each.place !== undefined)?.place };
    case 'verification':
      return { details: { verifiedBy: mine } };
    case 'publicity':
    case 'follow-up':
      return { details: { by: mine } };
    case 'plan':
      return {
        persons: last('plan', (each) => each.persons !== undefined)?.persons,
        place: last('plan', (each) => each.place !== undefined)?.place,
        details: {
          providerName: school,
          basedOn: paper('ability-assessment', 'on-site-assessment')?.on,
          request: paper('remote-teaching-approval')?.number,
        },
      };
    case 'session': {
      const before = last('session', (each) => preset.mode === undefined || each.mode === preset.mode);
      return {
        teacher: before?.teacher,
        place: before?.place ?? last('plan', (each) => each.plan === 'home-teaching')?.place,
        means: before?.means ?? last('plan', (each) => each.plan === 'remote-teaching')?.means,
        details: { guardianSigner: detail(before, 'guardianSigner') },
      };
    }
    case 'document':
      return {
        hospital: counting.find(
          (entry): entry is EntryOf<'document'> =>
            entry.kind === 'document' && entry.document === 'diagnosis' && entry.hospital !== undefined,
        )?.hospital,
        details: {
          currentClass: form,
          applicant: guardian,
          signer: guardian,
          servedTo: guardian,
          school,
          class: [child.grade && `${child.grade} 年级`, child.class].filter(Boolean).join(' '),
          headTeacher,
          contactPerson: me?.name,
          confirmers: confirmers.slice(0, 2),
          ofNumber: paper('return-notice', 'order', 'performance-reminder', 'penalty-notice')?.number,
          minutes: paper('assessment-minutes')?.number ?? paper('assessment-minutes')?.on,
          request: paper('remote-teaching-request')?.number,
        },
      };
    case 'placement':
      return { school, grade: child.grade, class: child.class, headTeacher };
    case 'approval':
      return { details: { newClass: form, confirmers: confirmers.slice(0, 2) } };
    case 'letter':
      return {
        replyTo: unanswered(counting)?.id,
        details: {
          registeredPlace: facts.place(child.registeredVillage),
          residencePlace: facts.place(child.residenceVillage),
          studyPlace: school,
        },
      };
    case 'consent':
      return { details: { signer: preset.by === 'child' ? child.name : guardian } };
    case 'relief':
      return {
        unit: me?.unit,
        details: {
          teacher: detail(
            last('relief', (each) => detail(each, 'teacher') !== undefined),
            'teacher',
          ),
        },
      };
    default:
      return {};
  }
}

/** The last letter out that nobody has answered. */
function unanswered(entries: readonly Entry[]): EntryOf<'letter'> | undefined {
  const letters = entries.filter((entry) => entry.kind === 'letter');
  return letters.findLast(
    (letter) => letter.direction === 'outgoing' && !letters.some((each) => each.replyTo === letter.id),
  );
}
