import type { visits as source } from '../zh-CN/visits.ts';

export const visits: typeof source = {};
