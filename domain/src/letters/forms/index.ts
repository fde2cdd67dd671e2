import type { PaperForm } from '../paper-form.ts';
import { returnNotice } from './return-notice.ts';

/** Every form that can be issued, by its key. */
export const PAPER_KINDS = ['return-notice'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const FORMS: Readonly<Record<PaperKind, PaperForm>> = { 'return-notice': returnNotice };
