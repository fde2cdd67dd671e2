import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold, type Story } from '@quanxue/domain/casefile/fold.ts';
import type { CaseFile, ChildHeader } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { visibleFile, visibleFindings } from '@quanxue/domain/cases/visible.ts';
import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import { advise } from '@quanxue/domain/policy/advise.ts';
import type { Assessment } from '@quanxue/domain/policy/finding.ts';
import { postTitle } from './author.ts';
import { evidenceOf } from './get-evidence.ts';
import type { LoadedCase } from './load-case.ts';
import { project } from './project-case.ts';

/** A case as one person may see it. What the law says is judged on the whole file, then cut to what they may see. */
export function viewCase(loaded: LoadedCase, roles: readonly Role[], asOf: Day): CaseView {
  const { file } = loaded;
  const projection = project(file, asOf);
  const seen = visibleFile(file, roles);
  const { citizenId } = file.child;
  return {
    id: loaded.id,
    childId: loaded.childId,
    openedOn: loaded.row.opened_on,
    stage: projection.stage,
    stageSince: projection.stageSince,
    casefile: { ...seen, child: maskHeader(seen.child) },
    citizenIdMasked: citizenId === undefined ? null : maskCitizenNumber(citizenId),
    origin: loaded.origin,
    log: logMarks(loaded, fold(file, asOf)),
    assessment: visibleAssessment(projection.assessment, roles),
    // Advice tells of disability and of the report: the village is advised on what it may see.
    advice: advise(seen, asOf),
  };
}

/** What the log adds to each entry of the file, in its order. */
export function logMarks({ log, file }: LoadedCase, story: Story): CaseView['log'] {
  return log.map((stored, i) => {
    const amended = story.amended.get(stored.entry.id);
    return {
      id: stored.entry.id,
      position: stored.position,
      author: stored.author,
      post: postTitle(stored.post.unit, stored.post.role),
      receivedAt: stored.receivedAt,
      hash: stored.hash,
      mediaDue: mediaDue(file, i),
      amendedBy: amended?.by ?? null,
      withdrawn: amended?.withdrawn ?? false,
    };
  });
}

function mediaDue(file: CaseFile, index: number): string[] {
  const entry = file.entries[index];
  return entry ? evidenceOf(entry).flatMap((item) => (item.due && item.sha256 ? item.sha256 : [])) : [];
}

/** The assessment as it travels: what somebody with these roles may see of it, without the server's own note of its end. */
export function visibleAssessment(assessment: Assessment, roles: readonly Role[]): Assessment {
  const { asOf, pack, measure, open, findings } = assessment;
  return { asOf, pack, measure, open, findings: visibleFindings(findings, roles) };
}

/** A header for screens: citizen numbers left out, other numbers masked. */
export function maskHeader(child: ChildHeader): ChildHeader {
  const { citizenId, ...rest } = child;
  return {
    ...rest,
    ...(rest.rollNumber && { rollNumber: maskTail(rest.rollNumber, 1) }),
    ...(rest.disability?.certificateNumber && {
      disability: { ...rest.disability, certificateNumber: maskTail(rest.disability.certificateNumber, 0) },
    }),
    ...(rest.guardians && {
      guardians: rest.guardians.map(({ citizenId: _, ...guardian }) => ({
        ...guardian,
        ...(guardian.phone && { phone: maskPhone(guardian.phone) }),
      })),
    }),
  };
}

/** Roll and certificate numbers hold a citizen number after `lead` characters: G509999********0037. */
function maskTail(number: string, lead: number): string {
  return number.slice(0, lead) + maskCitizenNumber(number.slice(lead));
}

/** 138****0000; a short number disappears. */
function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
