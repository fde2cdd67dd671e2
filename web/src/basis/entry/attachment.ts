import type { Evidence } from '@quanxue/domain/casefile/schema.ts';
import { putEvidence } from '@quanxue/domain/cases/operations.ts';
import { call } from '../call.ts';
import { sha256Of } from '../sha256.ts';
import { uuidV7 } from '../uuid-v7.ts';

/* Files of an entry: named by their hash in the entry, sent after it, each with a receipt of its own. */

export interface Attachment {
  readonly key: string;
  readonly file: File;
  readonly kind: Evidence['kind'];
  /** Undefined while the file is being hashed. */
  readonly sha256?: string;
  readonly state: 'hashing' | 'ready' | 'sending' | 'sent' | 'failed';
  /** Part sent, 0 to 1. */
  readonly progress: number;
  readonly error?: unknown;
}

/** What a file most likely is; the person may say otherwise. */
export function kindOfFile(type: string): Evidence['kind'] {
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  return type === 'application/pdf' ? 'scan' : 'document';
}

export function newAttachment(file: File): Attachment {
  return { key: uuidV7(), file, kind: kindOfFile(file.type), state: 'hashing', progress: 0 };
}

/** Hashes a new attachment. */
export async function hashed(attachment: Attachment): Promise<Attachment> {
  return { ...attachment, sha256: await sha256Of(attachment.file), state: 'ready' };
}

/** The evidence items that the entry names; files not yet hashed are left out. The same file twice counts once. */
export function evidenceOf(attachments: readonly Attachment[]): Evidence[] {
  const items = new Map<string, Evidence>();
  for (const { sha256, kind, file } of attachments) {
    if (sha256) items.set(sha256, { kind, sha256, ...(file.name ? { name: file.name } : {}) });
  }
  return [...items.values()];
}

/**
 * Sends the files that have not arrived, one after the other; one that fails does not stop the next. `tell` hears of
 * every change; the promise gives how many are still to send.
 */
export async function sendAttachments(
  attachments: readonly Attachment[],
  tell: (attachment: Attachment) => void,
): Promise<number> {
  let left = 0;
  for (const attachment of attachments) {
    const { sha256, file } = attachment;
    if (!sha256 || attachment.state === 'sent') continue;
    tell({ ...attachment, state: 'sending', progress: 0 });
    try {
      await call(
        putEvidence,
        { params: { sha256 }, query: { name: file.name }, file },
        {
          onProgress: (sent, total) => tell({ ...attachment, state: 'sending', progress: total ? sent / total : 0 }),
        },
      );
      tell({ ...attachment, state: 'sent', progress: 1 });
    } catch (error) {
      left++;
      tell({ ...attachment, state: 'failed', progress: 0, error });
    }
  }
  return left;
}
