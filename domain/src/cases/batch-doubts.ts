import type { Text } from '../basis/problem.ts';
import type { Entry, Measure } from '../casefile/schema.ts';
import type { Finding } from '../policy/finding.ts';
import { terms } from '../terms.ts';
import { type ApprovalChain, EVERY_CASE_CONCERNS } from './approval-chains.ts';

/**
 * Why a file may not be approved together with others (reading R137): the matter is decided one by one, its rows are not
 * judged, one of them lacks something or is in breach, or a paper is not on file. None: it may. The chain's own row is
 * missing by nature until its last step, so there only a breach counts.
 */
export function batchDoubts(
  chain: ApprovalChain,
  measure: Measure | null,
  findings: readonly Finding[],
  entries: readonly Entry[],
): Text[] {
  const matter = terms.matter[chain.matter];
  if (chain.oneByOne) {
    return [{ zh: `${matter.zh}须逐案审批`, en: `decided one by one: ${matter.en}` }];
  }
  if (chain.measure && measure !== chain.measure) {
    const wanted = terms.measure[chain.measure];
    return [
      {
        zh: `案卷的处置措施不是“${wanted.zh}”，材料未经核对`,
        en: `the measure of the file is not “${wanted.en}”, so its papers are not judged`,
      },
    ];
  }
  const rows = concerning(chain, findings).map(({ message, citation }) => ({
    zh: `${message.zh}（${citation.zh}）`,
    en: `${message.en} (${citation.en})`,
  }));
  const lacking = (chain.papers ?? []).filter(
    (paper) => !entries.some((entry) => entry.kind === 'document' && entry.document === paper),
  );
  return [
    ...rows,
    ...lacking.map((paper) => ({
      zh: `缺“${terms.document[paper].zh}”`,
      en: `not on file: ${terms.document[paper].en}`,
    })),
  ];
}

/** The findings that an approver of this matter has to know. */
export function concerning(chain: ApprovalChain, findings: readonly Finding[]): Finding[] {
  return findings.filter(({ id, status }) => {
    if (status === 'breach') {
      return chain.concerns.includes(id) || chain.own.includes(id) || EVERY_CASE_CONCERNS.includes(id);
    }
    return status === 'missing' && chain.concerns.includes(id);
  });
}
