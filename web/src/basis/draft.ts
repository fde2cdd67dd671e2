import { millisecondsNow } from './clock.ts';

/*
 * Drafts of forms, kept in this browser under the account's id so that a closed tab, a lost session or a power cut
 * loses nothing that was typed. Files cannot be kept here; the form says so. Old drafts go after thirty days.
 */

const PREFIX = 'quanxue.draft.';
const KEPT_FOR = 30 * 86_400_000;

interface Draft {
  readonly at: number;
  readonly values: unknown;
}

/** The kept values, or undefined. */
export function readDraft<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? ((JSON.parse(text) as Draft).values as T) : undefined;
  } catch {
    return undefined;
  }
}

/** The instant at which it was last kept, or undefined. */
export function draftKeptAt(key: string): string | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? new Date((JSON.parse(text) as Draft).at).toISOString() : undefined;
  } catch {
    return undefined;
  }
}

/** @param key begins with the account's id and a dot; what nobody writes (the session has just ended) is not kept. */
export function keepDraft(key: string, values: unknown): void {
  if (key.startsWith('.')) return;
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: millisecondsNow(), values } satisfies Draft));
  } catch {
    // A full or forbidden store costs the draft, not the form.
  }
}

export function dropDraft(key: string): void {
  localStorage.removeItem(PREFIX + key);
}

/** Drops drafts that nobody came back to; once at the start. */
export function dropOldDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      const { at } = JSON.parse(localStorage.getItem(key) ?? '') as Draft;
      if (millisecondsNow() - at > KEPT_FOR) localStorage.removeItem(key);
    } catch {
      localStorage.removeItem(key);
    }
  }
}
