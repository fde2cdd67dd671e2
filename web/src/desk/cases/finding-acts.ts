import type { DocumentKind, Entry, Kind, Matter, Step, Unit } from '@quanxue/domain/casefile/schema.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import type { FormValues } from '../../basis/entry/entry-plan.ts';

/* From a finding to the form that mends it, filled in as far as the finding tells. */

/** What the button beside a finding does. */
export type FindingAct =
  | { readonly act: 'record'; readonly kind: Kind; readonly preset: FormValues }
  | { readonly act: 'amend'; readonly entryId: string }
  /** The child's own facts come from the lists, not from entries. */
  | { readonly act: 'child' };

const record = (kind: Kind, preset: FormValues = {}): FindingAct => ({ act: 'record', kind, preset });
const paper = (document: DocumentKind): FindingAct => record('document', { document });
const consent = (to: string, by: string): FindingAct => record('consent', { to, by });
const approval = (matter: Matter, step: Step): FindingAct =>
  record('approval', { matter, step, decision: step === 'guardian' ? 'applied' : 'approved' });
const persuade = record('persuasion');

type Maker = (entries: readonly Entry[], finding: Finding) => FindingAct;

/** The first step of a chain that nobody has taken yet. */
const nextStep =
  (matter: Matter, ...steps: readonly Step[]): Maker =>
  (entries) => {
    const taken = new Set(
      entries.flatMap((entry) =>
        entry.kind === 'approval' && entry.matter === matter && entry.decision !== 'rejected' ? [entry.step] : [],
      ),
    );
    const step = steps.find((each) => !taken.has(each)) ?? steps.at(-1) ?? 'county';
    return approval(matter, step);
  };

/** The first of several papers that is not on file. */
const nextPaper =
  (...documents: readonly DocumentKind[]): Maker =>
  (entries) => {
    const there = new Set(entries.flatMap((entry) => (entry.kind === 'document' ? [entry.document] : [])));
    return paper(documents.find((each) => !there.has(each)) ?? documents[0] ?? 'other');
  };

const nextConsent =
  (to: 'graduation' | 'special-school'): Maker =>
  (entries) => {
    const given = entries.some((entry) => entry.kind === 'consent' && entry.to === to && entry.by === 'guardian');
    return consent(to, given ? 'child' : 'guardian');
  };

const letterTo = (to: Unit): FindingAct => record('letter', { direction: 'outgoing', from: 'township', to });
const replyFrom =
  (...units: readonly Unit[]): Maker =>
  (entries) => {
    const letters = entries.filter((entry) => entry.kind === 'letter');
    const waiting = letters.find(
      (letter) =>
        letter.direction === 'outgoing' &&
        units.includes(letter.to) &&
        !letters.some((reply) => reply.direction === 'reply' && reply.replyTo === letter.id),
    );
    return record('letter', {
      direction: 'reply',
      from: waiting?.to ?? units[0],
      to: 'township',
      ...(waiting ? { replyTo: waiting.id } : {}),
    });
  };

/** An entry is there but lacks something: it is corrected, not recorded again. */
const amendOr =
  (otherwise: FindingAct): Maker =>
  (_, finding) => {
    const entryId = finding.status === 'breach' ? finding.entries?.[0] : undefined;
    return entryId ? { act: 'amend', entryId } : otherwise;
  };

const responsible: Maker = (entries) => {
  const named = new Set(
    entries.flatMap((entry) => (entry.kind === 'responsibility' && entry.phone ? [entry.unit] : [])),
  );
  const unit = (['school', 'township', 'village'] as const).find((each) => !named.has(each));
  return record('responsibility', unit ? { unit } : {});
};

const child: FindingAct = { act: 'child' };

const ACTS: Readonly<Record<string, FindingAct | Maker>> = {
  'case.report': record('report'),
  'case.responsible': responsible,
  'case.plan': record('plan', { plan: 'individual' }),
  'case.three-parties': persuade,
  'case.continuing': persuade,
  'case.key-group': record('relief', { unit: 'township' }),
  'case.truthful': amendOr(persuade),
  'B4-1.roll-certificate': paper('roll-certificate'),
  'B4-1.placement': amendOr(record('placement')),
  'B4-1.photo': paper('in-school-photo'),
  'A2-1.grade': amendOr(record('placement')),
  'A2-2.eligible': amendOr(record('report')),
  'B4-2.agreement': persuade,
  'B4-2.not-exam-month': persuade,
  'B4-2.exam-photo': paper('exam-photo'),
  'B4-2.certificate': paper('graduation-certificate'),
  'B4-2.certificate-after': persuade,
  'A2-2.certificate-kind': record('exam'),
  'B4-2.exam-papers': paper('exam-papers'),
  'B4-2.consent': nextConsent('graduation'),
  'A2-3.in-force': record('measure'),
  'B4-3.efforts': persuade,
  'B4-3.guardian-duty': paper('guardian-duty-proof'),
  'B4-3.confirmation': paper('county-confirmation'),
  'B4-3.then-leave': nextStep('leave', 'guardian', 'school', 'county'),
  'A2-3.application': approval('vocational', 'guardian'),
  'A2-3.township': approval('vocational', 'township'),
  'A2-3.county': approval('vocational', 'county'),
  'B4-4.diagnosis': paper('diagnosis'),
  'B4-4.application': paper('leave-application'),
  'A2-4.admission': paper('admission-proof'),
  'A2-4.receipts': paper('receipts'),
  'A2-4.approvals': nextStep('leave', 'guardian', 'school', 'county'),
  'A2-4.roll': paper('roll-leave-processed'),
  'A2-4.term': amendOr(paper('diagnosis')),
  'A2-4.resumption': record('placement'),
  'A2-4.fit': paper('fitness-proof'),
  'A2-4.resume-approvals': nextStep('resumption', 'guardian', 'school', 'county'),
  'A2-4.grade': amendOr(record('placement')),
  'B4-5.certificate': child,
  'B4-5.application': paper('deferral-application'),
  'B4-5.photos': paper('on-site-photo'),
  'A2-6.letter': paper('guardian-letter'),
  'A2-6.treatment': paper('rehabilitation-record'),
  'A2-6.follow-up': record('follow-up'),
  'B4-6.certificate': child,
  'A2-5.assessed': paper('on-site-assessment'),
  'B4-6.on-roll': child,
  'B4-6.basic-form': paper('student-form'),
  'B4-6.consent': paper('guardian-consent'),
  'B4-6.ability': paper('ability-assessment'),
  'B4-6.table': paper('home-teaching-table'),
  'B4-6.poverty': paper('registered-poor-proof'),
  'B4-6.plan': amendOr(record('plan', { plan: 'home-teaching' })),
  'B4-6.weekly': record('session', { mode: 'home', classHours: 2 }),
  'B4-6.hours': amendOr(record('session', { mode: 'home', classHours: 2 })),
  'B4-6.records': amendOr(record('session', { mode: 'home', classHours: 2 })),
  'B4-7.letter': letterTo('destination'),
  'B4-7.reply': replyFrom('destination'),
  'B4-7.evidence': persuade,
  'B4-8.agreement': persuade,
  'B4-8.minutes': paper('assessment-minutes'),
  'B4-8.request': paper('remote-teaching-request'),
  'B4-8.approval': paper('remote-teaching-approval'),
  'B4-8.plan': amendOr(record('plan', { plan: 'remote-teaching' })),
  'B4-8.weekly': record('session', { mode: 'remote', classHours: 2 }),
  'B4-8.records': amendOr(record('session', { mode: 'remote', classHours: 2 })),
  'B4-9.measure': paper('administrative-penalty'),
  'B4-9.letters': (entries) => {
    const written = entries.some(
      (entry) => entry.kind === 'letter' && entry.direction === 'outgoing' && entry.to === 'labour',
    );
    return letterTo(written ? 'police' : 'labour');
  },
  'B4-9.replies': replyFrom('labour', 'police'),
  'A2-9.publicity': record('publicity'),
  'A2-10.consent': nextConsent('special-school'),
  'A2-10.forms': nextPaper('special-school-application', 'health-check', 'special-school-approval'),
  'A2-10.authorities': nextStep('special-school', 'county', 'receiving-county'),
  'A2-10.assessment': paper('committee-assessment'),
};

/** What a clock or a step of the work list asks for. */
const CLOCKS: Readonly<Record<string, FindingAct>> = {
  'clock.notice': persuade,
  'clock.promise': persuade,
  'clock.plan-review': record('plan', { plan: 'individual' }),
  'clock.deferral-review': record('follow-up'),
  'clock.follow-up': record('follow-up'),
  'step.verify': record('verification'),
  'step.measure': record('measure'),
  'step.close': record('closure'),
};

/** The act that a line of the work list leads to: a row of the tables, a clock or a step. */
export function actForDuty(
  id: string,
  findings: readonly Finding[],
  entries: readonly Entry[],
  measure: string | null,
): FindingAct | undefined {
  if (id === 'clock.lessons')
    return record('session', { mode: measure === 'home-teaching' ? 'home' : 'remote', classHours: 2 });
  if (id === 'clock.referral') {
    const waiting = entries.find((entry) => entry.kind === 'referral' && entry.result === undefined);
    return waiting && { act: 'amend', entryId: waiting.id };
  }
  const finding = findings.find((each) => each.id === id);
  return CLOCKS[id] ?? (finding && actFor(finding, entries, measure));
}

/** The act that mends a finding; undefined where nothing can be recorded about it. `entries` are those that count. */
export function actFor(finding: Finding, entries: readonly Entry[], measure: string | null): FindingAct | undefined {
  if (/^B4-\d\.notice$/.test(finding.id)) return paper('return-notice');
  if (/^B4-\d\.persuasions$/.test(finding.id)) return persuade;
  if (finding.id === 'A2-6.chain') {
    const matter = measure === 'exemption' ? 'exemption' : 'deferral';
    return nextStep(matter, 'guardian', 'school', 'village', 'township', 'county')(entries, finding);
  }
  if (finding.id === 'B4-5.application' && measure === 'exemption') return paper('exemption-application');
  const found = ACTS[finding.id];
  return typeof found === 'function' ? found(entries, finding) : found;
}
