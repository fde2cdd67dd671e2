import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type {} from '@fastify/cookie';
import type { Operation } from '@quanxue/domain/basis/operation.ts';
import { type Language, Problem, type ProblemJson } from '@quanxue/domain/basis/problem.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { z } from 'zod';
import { type Actor, type ActorPost, postAs } from './actor.ts';
import type { Tx } from './database.ts';
import type { House } from './house.ts';
import { tellIssues } from './issues.ts';
import { languageOf } from './language.ts';
import type { Say } from './log-line.ts';
import { problems } from './problems.ts';
import { actorOf, csrfOf, SESSION_COOKIE } from './sessions.ts';

/*
 * Binds a contract of `domain` to its handler: who asks, may they, is the request well-formed; then the handler; then
 * the answer, cut to what the contract says. A Problem becomes RFC 9457, anything else a bug with a request id.
 */

/** What any handler is told. */
interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly language: Language;
  /** In the answer's header `x-request-id`, in the audit row and in the log line of a bug. */
  readonly requestId: string;
  readonly address: string;
  /** For cookies and headers. The answer itself is returned, not sent. */
  readonly reply: FastifyReply;
}

/** A request by a signed-in person who may ask this. */
export interface Ask<Params = undefined, Query = undefined, Body = undefined> extends Asked<Params, Query, Body> {
  readonly actor: Actor;
  /** The post in which the actor asks: the first whose role the operation names. */
  readonly post: ActorPost;
  readonly token: string;
  /** One transaction in the actor's name. */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** A request that needs no session. */
export interface PublicAsk<Params = undefined, Query = undefined, Body = undefined>
  extends Asked<Params, Query, Body> {}

/** An upload as it comes in. Not limited here: whoever reads it counts. */
export interface Upload {
  readonly stream: Readable;
  /** As announced by Content-Length, where it was. */
  readonly bytes: number | undefined;
}

/** A file as an answer. */
export interface FileAnswer {
  readonly content: Buffer | Readable;
  readonly mediaType: string;
  /** The name under which a browser saves it; may be Chinese. */
  readonly name: string;
  /** Shown in the page's place instead of saved; only for what cannot carry a script. */
  readonly inline?: boolean;
}

/** Binds an operation that answers JSON. */
export function bind<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, B, A>,
  handler: (ask: Ask<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A>>,
): void {
  house.app.route(
    route(house, operation, async (request, reply) => {
      const ask = await signedIn(house, operation, request, reply);
      return answer(operation, await handler(ask));
    }),
  );
}

/** Binds an operation of `may: 'public'`: no session is asked for, and no transaction is in anybody's name. */
export function bindPublic<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, B, A>,
  handler: (ask: PublicAsk<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A>>,
  /** At most so many requests a minute from one address. */
  limit?: number,
): void {
  if (operation.may !== 'public') throw new Error(`${operation.name} is not public`);
  house.app.route({
    ...route(house, operation, async (request, reply) => {
      refuseForeign(request);
      return answer(operation, await handler(asked(operation, request, reply)));
    }),
    ...(limit && { config: { rateLimit: { max: limit, timeWindow: 60_000 } } }),
  });
}

/** Binds an operation whose answer is a file. */
export function bindFile<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, B, z.ZodUndefined>,
  handler: (ask: Ask<z.output<P>, z.output<Q>, z.output<B>>) => Promise<FileAnswer>,
): void {
  house.app.route(
    route(house, operation, async (request, reply) => {
      const file = await handler(await signedIn(house, operation, request, reply));
      // The plain name for old programs, the real one as RFC 6266 has it.
      const ascii = file.name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
      const kind = file.inline ? 'inline' : 'attachment';
      return reply
        .type(file.mediaType)
        .header(
          'content-disposition',
          `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        )
        .header('cache-control', 'private, no-store')
        .send(file.content);
    }),
  );
}

/** Binds an operation that answers with events (text/event-stream) for as long as both sides will. */
export function bindEvents<P extends z.ZodType, Q extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, z.ZodUndefined, z.ZodUndefined>,
  handler: (ask: Ask<z.output<P>, z.output<Q>>) => Promise<Readable>,
): void {
  house.app.route(
    route(house, operation, async (request, reply) => {
      const events = await handler(await signedIn(house, operation, request, reply));
      return (
        reply
          .type('text/event-stream; charset=utf-8')
          .header('cache-control', 'no-store, no-transform')
          // Otherwise a proxy of the kind of nginx keeps the events until there are enough of them.
          .header('x-accel-buffering', 'no')
          .send(events)
      );
    }),
  );
}

/** Binds an operation whose body is a file: it arrives as a stream, never whole in memory. */
export function bindUpload<P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, z.ZodUndefined, A>,
  handler: (ask: Ask<z.output<P>, z.output<Q>>, upload: Upload) => Promise<z.input<A>>,
): void {
  // A scope of its own, in which no body is parsed, whatever type it claims.
  void house.app.register(async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, stream, done) => done(null, stream));
    scope.route(
      route(house, operation, async (request, reply) => {
        const ask = await signedIn(house, operation, request, reply, false);
        const length = Number(request.headers['content-length']);
        const stream = request.body as Readable | null;
        if (!stream) throw problems.emptyUpload();
        return answer(operation, await handler(ask, { stream, bytes: Number.isNaN(length) ? undefined : length }));
      }),
    );
  });
}

type AnyOperation = Operation<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

function route(
  house: House,
  operation: Pick<AnyOperation, 'name' | 'method' | 'path'>,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): RouteOptions {
  return {
    method: operation.method,
    url: operation.path,
    handler,
    errorHandler: (error, request, reply) => void sendProblem(house.say, error, request, reply, operation.name),
  };
}

async function signedIn<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  house: House,
  operation: Operation<P, Q, B, A>,
  request: FastifyRequest,
  reply: FastifyReply,
  readBody = true,
): Promise<Ask<z.output<P>, z.output<Q>, z.output<B>>> {
  const token = request.cookies[SESSION_COOKIE];
  const actor = token ? await actorOf(house.database, house.clock, token) : undefined;
  if (!token || !actor) throw problems.signInNeeded();
  refuseForeign(request);
  if (request.method !== 'GET' && request.headers['x-quanxue-csrf'] !== csrfOf(token)) throw problems.csrf();
  const language = languageOf(request.headers['accept-language']);
  const may = operation.may;
  const post = may === 'any' || may === 'public' ? actor.posts[0] : postAs(actor, may);
  if (!post) throw problems.notAllowed({ title: operation.title[language] });
  return {
    ...asked(operation, request, reply, readBody),
    actor,
    post,
    token,
    inTransaction: (work) => house.database.inTransaction(actor, work),
  };
}

function asked<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  operation: Operation<P, Q, B, A>,
  request: FastifyRequest,
  reply: FastifyReply,
  readBody = true,
): Asked<z.output<P>, z.output<Q>, z.output<B>> {
  const at: NonNullable<ProblemJson['at']> = [];
  const read = <S extends z.ZodType>(part: 'params' | 'query' | 'body', schema: S | undefined, value: unknown) => {
    if (!schema) return undefined as z.output<S>;
    const parsed = schema.safeParse(value ?? undefined, { reportInput: true });
    if (!parsed.success) at.push(...tellIssues(part, parsed.error));
    return parsed.data as z.output<S>;
  };
  const parts = {
    params: read('params', operation.params, request.params),
    query: read('query', operation.query, request.query),
    body: read('body', readBody ? operation.body : undefined, request.body),
  };
  if (at.length > 0) throw new InvalidRequest(at);
  return {
    ...parts,
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    address: request.ip,
    reply,
  };
}

/** Cut to the contract: what it does not name is not sent; an answer that breaks it is a bug of ours. */
function answer<A extends z.ZodType>(operation: { name: string; answer?: A }, value: z.input<A>): z.output<A> {
  if (!operation.answer) throw new Error(`${operation.name} has no answer in its contract`);
  return operation.answer.parse(value);
}

/** Browsers say where a request comes from; another site's is refused before anything is looked at. */
function refuseForeign(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw problems.csrf();
  }
}

class InvalidRequest extends Problem {
  readonly at: NonNullable<ProblemJson['at']>;

  constructor(at: NonNullable<ProblemJson['at']>) {
    const said = problems.invalidRequest({ count: at.length });
    super(said.key, said.status, said.text, said.values);
    this.at = at;
  }
}

/** RFC 9457, in the asked language, with both languages inside. */
export function sendProblem(
  say: Say,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  operation = 'none',
): FastifyReply {
  const problem = asProblem(error, request);
  if (problem.status >= 500) say.bug(error, { requestId: request.id, operation });
  const language = languageOf(request.headers['accept-language']);
  const json: ProblemJson = {
    type: problem.key,
    title: problem.sentence(language),
    status: problem.status,
    zh: problem.sentence('zh'),
    en: problem.sentence('en'),
    requestId: request.id,
    ...(Object.keys(problem.values).length > 0 && { values: problem.values }),
    ...(problem instanceof InvalidRequest && { at: problem.at }),
  };
  return reply
    .code(problem.status)
    .header('content-language', language === 'zh' ? 'zh-CN' : 'en')
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(json));
}

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (statusCode === 429) return problems.tooManyRequests({ seconds: 60 });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problems.tooLarge({ megabytes: BODY_BYTES / 1e6 });
  if (statusCode === 400 || statusCode === 415) return problems.invalidJson();
  return problems.unexpected({ requestId: request.id });
}

/** Largest JSON body: an entry with many items, never a file. */
export const BODY_BYTES = 2_000_000;

/** A request id that tells nothing and meets no other. */
export function newRequestId(): string {
  return randomUUID();
}
