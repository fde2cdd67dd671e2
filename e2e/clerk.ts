import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '@quanxue/domain/basis/operation.ts';
import {
  confirmImport,
  getImport,
  type ImportBatch,
  listChildren,
  mapImport,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import { setUp, signIn } from '@quanxue/domain/people/operations.ts';
import type { z } from 'zod';

export const ADMINISTRATOR = { account: 'chen.clerk', name: '陈办事', password: 'a-long-password-1' };

/** A person at the desk who speaks HTTP, for tests in which no browser is needed. */
export class Clerk {
  readonly #address: string;
  #cookie = '';
  #csrf = '';

  constructor(address: string) {
    this.#address = address;
  }

  /** Does one operation of the contract; throws what the server says when it refuses. */
  async ask<Answer extends z.ZodType>(
    operation: Operation<z.ZodType, z.ZodType, z.ZodType, Answer>,
    given: { params?: Record<string, string>; query?: Record<string, string>; body?: unknown } = {},
  ): Promise<z.infer<Answer>> {
    const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(given.params?.[name] ?? ''));
    const query = given.query ? `?${new URLSearchParams(given.query)}` : '';
    const raw = operation.upload !== undefined;
    const body = raw ? (given.body as string) : given.body === undefined ? undefined : JSON.stringify(given.body);
    const response = await fetch(`${this.#address}${path}${query}`, {
      method: operation.method,
      headers: {
        cookie: this.#cookie,
        'x-quanxue-csrf': this.#csrf,
        ...(body === undefined ? {} : { 'content-type': operation.upload ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) this.#cookie = cookies.join('; ');
    const answer = (await response.json()) as z.infer<Answer> & { csrf?: string };
    if (!response.ok) throw new Error(`${operation.name} ${response.status} ${JSON.stringify(answer)}`);
    if (answer.csrf) this.#csrf = answer.csrf;
    return answer;
  }

  async setUp(): Promise<void> {
    await this.ask(setUp, {
      body: {
        county: { name: '云台县', code: '509999' },
        township: { name: '青石镇', code: '509999101' },
        administrator: ADMINISTRATOR,
      },
    });
  }

  async signIn(): Promise<void> {
    await this.ask(signIn, { body: { account: ADMINISTRATOR.account, password: ADMINISTRATOR.password } });
  }

  /** Uploads a population list and waits until it stands as a preview. */
  async preview(list: string): Promise<ImportBatch> {
    const query = { kind: 'population', fileName: '适龄儿童.csv' };
    const { id } = await this.ask(uploadImport, { query, body: list });
    let batch = await this.until(id, ['preview', 'mapping', 'failed']);
    if (batch.state === 'mapping') {
      await this.ask(mapImport, { params: { importId: id }, body: { sheet: batch.sheets[0]?.name ?? '' } });
      batch = await this.until(id, ['preview', 'failed']);
    }
    return batch;
  }

  /** Imports a population list whole. */
  async importPopulation(list: string): Promise<ImportBatch> {
    const { id } = await this.preview(list);
    await this.ask(confirmImport, { params: { importId: id } });
    return this.until(id, ['confirmed', 'failed']);
  }

  async until(importId: string, states: readonly ImportBatch['state'][]): Promise<ImportBatch> {
    for (;;) {
      const batch = await this.ask(getImport, { params: { importId } });
      if (states.includes(batch.state)) return batch;
      await pause(50);
    }
  }

  async countChildren(): Promise<number> {
    return (await this.ask(listChildren)).total;
  }
}

/** A population list of invented children with impossible citizen numbers (area 509999), as CSV. */
export function populationList(children: number): string {
  const rows = Array.from({ length: children }, (_, at) => {
    const birth = `${2010 + (at % 8)}${String(1 + (at % 12)).padStart(2, '0')}15`;
    const body = `509999${birth}${String(at % 1000).padStart(3, '0')}`;
    const name = `试${'甲乙丙丁戊己庚辛壬癸'[at % 10]}${'一二三四五六七八九十'[Math.floor(at / 10) % 10]}`;
    return `${name},${body}${checkDigit(body)},青石村,试监护人,户主`;
  });
  return `姓名,身份证号,户籍村,监护人,与户主关系\n${rows.join('\n')}\n`;
}

/** The last character of a citizen number. GB 11643-1999, ISO 7064 MOD 11-2. */
function checkDigit(body: string): string {
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return '10X98765432'[sum % 11] ?? '';
}
