import { parentPort, workerData } from 'node:worker_threads';
import type { Language, Text, Values } from '@quanxue/domain/basis/problem.ts';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import { Names } from '@quanxue/domain/children/match/names.ts';
import { Words } from '@quanxue/domain/children/match/people.ts';
import { buffersOf, type PeopleParcel, parcelOf } from '@quanxue/domain/children/match/people-parcel.ts';
import { readingsOf } from '../children/sound-of-name.ts';
import { type DuplicateLines, duplicateLines } from './match-duplicates.ts';
import { readPeople } from './match-read.ts';

/* The thread that reads the right list while the main one reads the left, and then looks for its double entries. */

export interface ThreadRequest {
  readonly path: string;
  readonly lang: Language;
}

export type FromThread =
  | { readonly type: 'list'; readonly parcel: PeopleParcel; readonly leftOut: number; readonly seconds: number }
  | { readonly type: 'duplicates'; readonly lines: DuplicateLines }
  | {
      readonly type: 'problem';
      readonly problem: { readonly key: string; readonly status: number; readonly text: Text; readonly values: Values };
    };

const port = parentPort;
if (!port) throw new Error('this file is started as a worker thread');
const { path, lang } = workerData as ThreadRequest;
const began = performance.now();
try {
  const { people, leftOut } = await readPeople(path, { names: new Names(readingsOf), words: new Words() });
  const parcel = parcelOf(people);
  const list: FromThread = { type: 'list', parcel, leftOut, seconds: (performance.now() - began) / 1000 };
  port.postMessage(list, buffersOf(parcel));
  const duplicates: FromThread = { type: 'duplicates', lines: duplicateLines('right', people, lang) };
  port.postMessage(duplicates);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const { key, status, text, values } = error;
  const refusal: FromThread = { type: 'problem', problem: { key, status, text, values } };
  port.postMessage(refusal);
}
