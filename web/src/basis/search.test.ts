import { listChildren } from '@quanxue/domain/children/operations.ts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { keepKnown, parseSearch, stringifySearch } from './search.ts';

const keep = keepKnown(listChildren.query as z.ZodObject);

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const search = { state: 'unknown', offset: 50 };
    expect(keep(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('leave out what no filter is and what no value can be', () => {
    expect(keep({ state: 'nowhere', offset: '-3', limit: '20', evil: '1', asOf: '2022-02-30' })).toEqual({ limit: 20 });
  });

  it('write nothing for empty filters', () => {
    expect(stringifySearch({ q: '', state: undefined })).toBe('');
  });
});
