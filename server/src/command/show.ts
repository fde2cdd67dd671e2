import type { Language } from '@quanxue/domain/basis/problem.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { advise } from '@quanxue/domain/policy/advise.ts';
import { assess } from '@quanxue/domain/policy/assess.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { terms } from '@quanxue/domain/terms.ts';

interface Shown {
  readonly text: string;
  /** Something is missing or breached. */
  readonly failing: boolean;
}

const isFailing = (status: string) => status === 'missing' || status === 'breach';

/** One line of JSON as the contract says; messages and citations in one language. */
export function assessmentAsJson(
  casefile: CaseFile,
  asOf: string,
  file: string,
  line: number | undefined,
  lang: Language,
): Shown {
  const { pack, measure, open, findings } = assess(casefile, asOf);
  const text = JSON.stringify({
    file,
    line,
    asOf,
    pack,
    measure,
    open,
    findings: findings.map(({ id, status, citation, have, need, message, entries, due }) => ({
      id,
      status,
      citation: citation[lang],
      have,
      need,
      message: message[lang],
      entries,
      due,
    })),
  });
  return { text, failing: findings.some((finding) => isFailing(finding.status)) };
}

/** The same for a person: what fails first is told first, what is in order is only counted. */
export function assessmentAsText(
  casefile: CaseFile,
  asOf: string,
  file: string,
  line: number | undefined,
  lang: Language,
): Shown {
  const { measure, open, findings } = assess(casefile, asOf);
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en);
  const lines = [
    `${heading(casefile, file, line)}  ${say(`截至 ${asOf}`, `as of ${asOf}`)}  ${measure ? terms.measure[measure][lang] : say('尚未选定处置措施', 'no measure chosen yet')}${open ? '' : say('（已销号）', ' (closed)')}`,
  ];
  for (const status of ['missing', 'breach', 'pending', 'excused'] as const) {
    for (const finding of findings.filter((each) => each.status === status)) {
      lines.push(
        `  [${terms.status[status][lang]}] ${finding.message[lang]}  <${finding.id} ${finding.citation[lang]}>`,
      );
      if (finding.entries)
        lines.push(`      ${say('涉及记录：', 'entries: ')}${finding.entries.join(say('、', ', '))}`);
    }
  }
  const count = (status: string) => findings.filter((finding) => finding.status === status).length;
  lines.push(
    `  ${say('合计', 'In all')}：${(['met', 'missing', 'breach', 'pending', 'excused', 'not-applicable'] as const)
      .map((status) => `${terms.status[status][lang]} ${count(status)}`)
      .join(say('，', ', '))}`,
  );
  return { text: lines.join('\n'), failing: findings.some((finding) => isFailing(finding.status)) };
}

export function adviceAsJson(
  casefile: CaseFile,
  asOf: string,
  file: string,
  line: number | undefined,
  lang: Language,
): string {
  return JSON.stringify({
    file,
    line,
    asOf,
    pack: packNamed(casefile.pack).id,
    measures: advise(casefile, asOf).map(({ measure, state, reasons, needs }) => ({
      measure,
      state,
      reasons: reasons.map(({ message, citation }) => ({ message: message[lang], citation: citation[lang] })),
      needs,
    })),
  });
}

export function adviceAsText(
  casefile: CaseFile,
  asOf: string,
  file: string,
  line: number | undefined,
  lang: Language,
): string {
  const lines = [`${heading(casefile, file, line)}  ${lang === 'zh' ? `截至 ${asOf}` : `as of ${asOf}`}`];
  for (const { measure, state, reasons } of advise(casefile, asOf)) {
    const mark = state === 'open' ? (lang === 'zh' ? '可用' : 'open') : lang === 'zh' ? '不可用' : 'closed';
    const why = reasons.map((reason) => `${reason.message[lang]} <${reason.citation[lang]}>`).join(' ');
    lines.push(`  [${mark}] ${terms.measure[measure][lang]}  ${why}`);
  }
  return lines.join('\n');
}

const heading = ({ child }: CaseFile, file: string, line: number | undefined) =>
  `${file}${line === undefined ? '' : `:${line}`}  ${child.name}`;
