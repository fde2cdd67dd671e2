import type { Operation } from '@quanxue/domain/basis/operation.ts';
import type { ProblemJson, Text } from '@quanxue/domain/basis/problem.ts';
import type { z } from 'zod';

/* Typed calls over the shared contracts: no generated client, the operation object is the client. */

type Absent<S extends z.ZodType> = [z.output<S>] extends [undefined] ? true : false;
type Part<Name extends string, S extends z.ZodType, Value> =
  Absent<S> extends true
    ? unknown
    : Record<string, never> extends Value
      ? { readonly [K in Name]?: Value }
      : { readonly [K in Name]: Value };

/** What a call of this operation needs: its path parameters, query, body; `file` where it takes a file. */
export type Input<O> =
  O extends Operation<infer P, infer Q, infer B, infer _A>
    ? Part<'params', P, z.output<P>> &
        Part<'query', Q, z.output<Q>> &
        Part<'body', B, z.input<B>> & { readonly file?: Blob }
    : never;
export type Answer<O> = O extends Operation<infer _P, infer _Q, infer _B, infer A> ? z.output<A> : never;
/** Any operation of the contracts. */
export type AnyOperation = Operation<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Progress of an upload: bytes sent, bytes in all. */
  readonly onProgress?: (sent: number, total: number) => void;
}

/** Why a call gave no answer, with a sentence in both languages that says what to do. */
export class CallError extends Error {
  readonly status: number;
  readonly text: Text;
  readonly problem: ProblemJson | null;

  constructor(status: number, text: Text, problem: ProblemJson | null) {
    super(text.en);
    this.name = 'CallError';
    this.status = status;
    this.text = text;
    this.problem = problem;
  }
}

const UNREACHABLE: Text = {
  zh: '连不上服务器。请看看网络是否通、服务器是否开着，然后再试；已填写的内容不会丢。',
  en: 'The server cannot be reached. Check the network and that the server is running, then try again; nothing you filled in is lost.',
};
const BROKEN: Text = {
  zh: '服务器出了差错，这一步没有完成。请稍后再试；若一直如此，请把时间和操作告诉管理员。',
  en: 'The server failed and this step was not done. Try again later; if it goes on, tell the administrator the time and what you did.',
};

let csrf = '';
/** Remembers the token of the session; every request that is not GET sends it along. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

/** The address of an operation with its parameters filled in; also for plain links to files. */
export function urlOf<O>(operation: O & { path: string }, input: Omit<Input<O>, 'body' | 'file'>): string {
  const { params, query } = input as { params?: Record<string, unknown>; query?: Record<string, unknown> };
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params?.[name];
    if (value === undefined) throw new Error(`${operation.path} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Calls an operation and gives its answer. Throws `CallError` with the server's sentence, or an `AbortError` where
 * the signal ended it. The answer is not parsed again: the server's serializer holds it to the same schema.
 */
export async function call<O extends AnyOperation>(
  operation: O,
  input: Input<O>,
  options: CallOptions = {},
): Promise<Answer<O>> {
  const { body, file } = input as { body?: unknown; file?: Blob };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (operation.method !== 'GET' && csrf) headers['x-quanxue-csrf'] = csrf;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (operation.upload) headers['content-type'] = operation.upload;
  const url = urlOf(operation, input);
  const reply = file
    ? await sendFile(operation.method, url, headers, file, options)
    : await send(operation.method, url, headers, body === undefined ? undefined : JSON.stringify(body), options);
  if (reply.status >= 200 && reply.status < 300) return read(reply.text) as Answer<O>;
  const problem = read(reply.text) as ProblemJson | null;
  if (problem && typeof problem.zh === 'string' && typeof problem.en === 'string') {
    throw new CallError(reply.status, { zh: problem.zh, en: problem.en }, problem);
  }
  throw new CallError(reply.status, BROKEN, null);
}

/** Calls an operation whose answer is a file that is shown and not saved. Throws as `call` does. */
export async function callFile<O extends AnyOperation>(operation: O, input: Input<O>): Promise<Blob> {
  const { body } = input as { body?: unknown };
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-quanxue-csrf': csrf };
  const reply = await fetch(urlOf(operation, input), {
    method: operation.method,
    headers,
    body: JSON.stringify(body),
    credentials: 'same-origin',
  }).catch(() => undefined);
  if (!reply) throw new CallError(0, UNREACHABLE, null);
  if (reply.ok) return reply.blob();
  const problem = read(await reply.text()) as ProblemJson | null;
  throw new CallError(reply.status, problem?.zh && problem.en ? problem : BROKEN, problem);
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

async function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  body: string | undefined,
  { signal }: CallOptions,
): Promise<Reply> {
  try {
    const reply = await fetch(url, { method, headers, body, signal, credentials: 'same-origin' });
    return { status: reply.status, text: await reply.text() };
  } catch {
    if (signal?.aborted) throw aborted();
    throw new CallError(0, UNREACHABLE, null);
  }
}

/** fetch tells nothing of an upload's progress; XMLHttpRequest does. */
function sendFile(
  method: string,
  url: string,
  headers: Record<string, string>,
  file: Blob,
  { signal, onProgress }: CallOptions,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted());
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.total);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new CallError(0, UNREACHABLE, null));
    request.onabort = () => reject(aborted());
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function aborted(): DOMException {
  return new DOMException('aborted', 'AbortError');
}

/** True for the error of a call that was cancelled on purpose: nothing to tell anybody. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
