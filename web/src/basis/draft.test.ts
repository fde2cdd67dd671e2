import { beforeEach, expect, test } from 'vitest';
import { draftKeptAt, dropDraft, dropOldDrafts, keepDraft, readDraft } from './draft.ts';

/** The browser's store, as far as drafts use it. */
class Store {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'localStorage', { value: new Store(), configurable: true, writable: true });
});

test('each person finds their own draft of one form, and nobody else’s', () => {
  keepDraft('anna.case-1.persuasion', { summary: '父亲同意' });
  keepDraft('bert.case-1.persuasion', { summary: '没有人在家' });
  expect(readDraft('anna.case-1.persuasion')).toEqual({ summary: '父亲同意' });
  expect(readDraft('bert.case-1.persuasion')).toEqual({ summary: '没有人在家' });
  dropDraft('anna.case-1.persuasion');
  expect(readDraft('anna.case-1.persuasion')).toBeUndefined();
  expect(readDraft('bert.case-1.persuasion')).toEqual({ summary: '没有人在家' });
});

test('what is typed in the moment in which the session ends goes to nobody', () => {
  keepDraft('.case-1.persuasion', { summary: '父亲同意' });
  expect(readDraft('.case-1.persuasion')).toBeUndefined();
});

test('a draft tells when it was kept; one from before a month is dropped at the start, others stay', () => {
  keepDraft('anna.case-1.persuasion', {});
  expect(draftKeptAt('anna.case-1.persuasion')).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(draftKeptAt('anna.case-2.persuasion')).toBeUndefined();
  localStorage.setItem('quanxue.draft.anna.case-2.persuasion', JSON.stringify({ at: 0, values: {} }));
  localStorage.setItem('quanxue.language', 'zh');
  dropOldDrafts();
  expect(Object.keys(localStorage).sort()).toEqual(['quanxue.draft.anna.case-1.persuasion', 'quanxue.language']);
});
