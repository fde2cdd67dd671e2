import { randomUUID } from 'node:crypto';
import { openCase } from '@quanxue/domain/cases/operations.ts';
import { issuePaper, setDocumentWord } from '@quanxue/domain/letters/operations.ts';
import { addTestChild } from '../children/testing-child.ts';
import type { TestPerson, TestServer } from '../testing.ts';

/** For tests only: a child out of school with an open case, registered in the first village. */
export async function aCase(server: TestServer, clerk: TestPerson, name = '敖知远'): Promise<string> {
  const childId = await addTestChild(server, clerk.actor, {
    name,
    registered: server.units.villageA,
    school: server.units.school,
    grade: 7,
  });
  const caseId = randomUUID();
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: {
        id: randomUUID(),
        kind: 'report',
        on: '2022-09-06',
        source: 'village-visit',
        reasons: ['school-aversion'],
        lastAttendedOn: '2022-09-02',
      },
    },
  });
  return caseId;
}

export const FILLED = {
  guardian: '敖大成',
  relation: '父亲',
  child: '敖知远',
  born: '2010-10-10',
  school: '霁溪镇小学',
  deadline: '2022-09-30',
};

export const setWord = (person: TestPerson, word = '霁府限复') =>
  person.ask(setDocumentWord, { params: { kind: 'return-notice' }, body: { word } });

export const issue = (person: TestPerson, caseId: string, values: Record<string, string> = FILLED) =>
  person.ask(issuePaper, {
    params: { paperId: randomUUID() },
    body: { caseId, kind: 'return-notice', values },
  });
