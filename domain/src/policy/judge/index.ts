import { of } from '../../casefile/fold.ts';
import type { Requirement } from '../requirement.ts';
import { type Bench, met, missing, type Verdict } from '../verdict.ts';
import { chain, step, thenLeave } from './approvals.ts';
import { continuing, individualPlan, keyGroup, responsible, threeParties, truthful } from './case.ts';
import { disability, followUp, treatment } from './disability.ts';
import {
  certificate,
  certificateAfter,
  certificateKind,
  consents,
  lastOutcome,
  leftIn,
  notExamMonth,
} from './graduation.ts';
import { diagnosis, fitness, leaveGrade, leaveTerm, resumeChain, resumption } from './leave.ts';
import { letters, persuasionAfterLetter, replies } from './letters.ts';
import {
  afterNotice,
  allDocuments,
  approvalAfterRequest,
  document,
  inForce,
  onRoll,
  placement,
  returnGrade,
} from './papers.ts';
import { jointEfforts, novemberAgreement, persuasions } from './persuasion.ts';
import { homeHours, sessionRecords, teachingPlan, weekly } from './teaching.ts';

/** Judges one requirement. A new kind is a line in the union of requirement.ts and a case here. */
export function judge(at: Bench, row: Requirement): Verdict {
  switch (row.kind) {
    case 'report':
      return at.story.report ? met : missing;
    case 'responsible':
      return responsible(at, row.units);
    case 'individual-plan':
      return individualPlan(at);
    case 'three-parties':
      return threeParties(at, row.units);
    case 'continuing':
      return continuing(at);
    case 'key-group':
      return keyGroup(at);
    case 'truthful':
      return truthful(at);
    case 'document':
      return document(at, row);
    case 'documents':
      return allDocuments(at, row.all);
    case 'persuasions':
      return persuasions(at, row.orGraduated ?? false);
    case 'placement':
      return placement(at);
    case 'return-grade':
      return returnGrade(at);
    case 'left-in':
      return leftIn(at, row.grade, row.term);
    case 'last-outcome':
      return lastOutcome(at, row.outcome);
    case 'not-exam-month':
      return notExamMonth(at);
    case 'certificate':
      return certificate(at);
    case 'certificate-after':
      return certificateAfter(at);
    case 'certificate-kind':
      return certificateKind(at);
    case 'consents':
      return consents(at, row.to);
    case 'in-force':
      return inForce(at);
    case 'joint-efforts':
      return jointEfforts(at, row.days);
    case 'then-leave':
      return thenLeave(at);
    case 'step':
      return step(at, row.matter, row.steps);
    case 'chain':
      return chain(at, row.matter, row.stages);
    case 'resume-chain':
      return resumeChain(at, row.stages);
    case 'diagnosis':
      return diagnosis(at);
    case 'leave-term':
      return leaveTerm(at);
    case 'resumption':
      return resumption(at);
    case 'fitness':
      return fitness(at);
    case 'leave-grade':
      return leaveGrade(at);
    case 'disability':
      return disability(at, row.intellectual);
    case 'treatment':
      return treatment(at);
    case 'follow-up':
      return followUp(at);
    case 'on-roll':
      return onRoll(at);
    case 'teaching-plan':
      return teachingPlan(at, row.plan);
    case 'weekly':
      return weekly(at, row.mode);
    case 'home-hours':
      return homeHours(at);
    case 'session-records':
      return sessionRecords(at, row.mode);
    case 'letters':
      return letters(at, row.letters);
    case 'replies':
      return replies(at, row.letters);
    case 'persuasion-after-letter':
      return persuasionAfterLetter(at, row.letter);
    case 'november-agreement':
      return novemberAgreement(at);
    case 'approval-after-request':
      return approvalAfterRequest(at);
    case 'after-notice':
      return afterNotice(at);
    case 'publicity':
      return of(at.story, 'publicity').length > 0 ? met : missing;
  }
}
