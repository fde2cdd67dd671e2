import type { Status } from '@quanxue/domain/policy/finding.ts';
import { useLabels } from './labels.ts';

/** The status of a finding: a word first, a colour second. */
export function StatusWord({ status }: { readonly status: Status }) {
  const labels = useLabels();
  return <span className={`status status-${status}`}>{labels.term('status', status)}</span>;
}
