import type { ChildRecord } from '@quanxue/domain/children/record.ts';
import { expect, test } from 'vitest';
import { describeChange } from './describe-change.ts';
import type { Batch, StagedRow } from './import-batch.ts';

const child: ChildRecord = {
  name: '李安娜',
  sex: 'female',
  birthDate: '2013-06-07',
  ethnicity: null,
  households: [],
  disabled: false,
  registeredUnitId: null,
  residenceUnitId: null,
  citizenId: null,
  otherDocument: { kind: '护照', number: 'E12345678' },
  guardians: [],
  disability: null,
  registeredAddress: null,
  address: null,
  group: null,
};

test('the number of a passport is sealed in the event of an import, as a citizen number is', () => {
  const staged = { before: null, after: child, schoolingAfter: null, schoolingBefore: null, listsNow: true };
  const change = describeChange({ id: 'b', kind: 'population' } as Batch, {
    sheet: '名单',
    row: 2,
    childId: 'c',
    outcome: 'added',
    staged: staged as unknown as StagedRow,
  });
  expect(JSON.stringify(change?.body)).not.toContain('E12345678');
  expect(change?.secret).toMatchObject({ otherDocument: { number: 'E12345678' } });
});
