/* Numbers of documents as GB/T 9704-2012 writes them: the office's word, the year in 〔〕, the serial without 第 and zeros. */

export interface DocumentNumber {
  /** 机关代字 with the kind of paper: 霁府限复. */
  readonly word: string;
  readonly year: number;
  readonly serial: number;
}

/** Chinese characters only: a digit or bracket in the word would make two readings of one number. */
export const WORD = /^\p{Script=Han}{2,12}$/u;

/** 霁府限复〔2022〕12号 */
export function spellNumber({ word, year, serial }: DocumentNumber): string {
  return `${word}〔${year}〕${serial}号`;
}

/** The day as a document bears it: 2022年9月6日. */
export function spellDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
