import type { ImportTask } from './import-work.ts';
import type { ImportTools } from './imports.ts';

export async function writeReturned(_tools: ImportTools, _task: ImportTask): Promise<void> {}
