import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from './basis/clock.ts';
import type { Database } from './basis/database.ts';
import type { EvidenceStore } from './basis/evidence.ts';
import type { House } from './basis/house.ts';
import { BODY_BYTES, newRequestId, sendProblem } from './basis/http.ts';
import type { Jobs } from './basis/jobs.ts';
import type { Say } from './basis/log-line.ts';
import { openApi } from './basis/openapi.ts';
import { problems } from './basis/problems.ts';
import type { Keys } from './basis/seal.ts';
import { cases } from './cases/routes.ts';
import { absenceLeads } from './children/absence-streaks.ts';
import { platformLeads } from './children/platform-leads.ts';
import { children } from './children/routes.ts';
import { CONTRACT } from './contract.ts';
import { lessons } from './lessons/routes.ts';
import { letters } from './letters/routes.ts';
import { type LoadSample, people } from './people/routes.ts';
import { openLead } from './reports/open-lead.ts';
import { reports } from './reports/routes.ts';
import { statistics } from './statistics/routes.ts';
import { VERSION } from './version.ts';
import { visits } from './visits/routes.ts';

/** What the server stands on. Tests hand in a clock of their own and a database that is thrown away. */
export interface Ground {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly evidence: EvidenceStore;
  readonly jobs: Jobs;
  readonly say: Say;
  readonly dataDir: string;
  /** Loads the invented township; given from outside, for the sample lives beside the product, not in it. */
  readonly loadSample: LoadSample;
  /** The built web; by default web/dist. */
  readonly webDir?: string;
}

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** The whole server, not yet listening. */
export async function createApp(ground: Ground): Promise<FastifyInstance> {
  const app = Fastify({
    genReqId: newRequestId,
    bodyLimit: BODY_BYTES,
    // Paths and queries may hold names and numbers: Fastify's own request log stays off.
    logger: false,
    // Only a proxy on this very machine is believed when it says whom it asks for and whether that was over TLS.
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true },
    // A stop waits for what is being answered and for nothing else.
    forceCloseConnections: 'idle',
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Out of the box this is http on one machine; whoever puts TLS in front sets this there.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, { global: false });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(self)');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  // A client that says JSON and sends nothing has nothing to say, as with a POST that takes no body.
  const readJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) =>
    text === '' ? done(null, undefined) : readJson(request, String(text), done),
  );
  app.setErrorHandler((error, request, reply) => sendProblem(ground.say, error, request, reply));

  const house: House = { app, version: VERSION, ...ground };
  people(house, ground.loadSample);
  // What finds leads in the ledgers is named here, for the ledgers do not know the leads. Of the lists, the platform's alone
  // gives cause for one on its day: who is unexplained has days to be explained.
  children(house, { taken: (kind) => kind === 'suspected' && leads.sweep() });
  const leads = reports(house, [absenceLeads, platformLeads]);
  visits(house, { openLead });
  cases(house);
  lessons(house);
  letters(house);
  statistics(house);

  app.get('/api/openapi.json', async () => openApi(CONTRACT, VERSION));
  await serveWeb(app, ground.webDir ?? WEB, ground.say);
  return app;
}

async function serveWeb(app: FastifyInstance, webDir: string, say: Say): Promise<void> {
  const built = existsSync(join(webDir, 'index.html'));
  if (built) {
    await app.register(staticFiles, {
      root: webDir,
      wildcard: false,
      setHeaders: (reply, path) => {
        // Names under assets/ carry a hash of the content; the pages themselves are asked for anew each time.
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+$/.test(request.url);
    // Any other path is a screen of the desk: its router takes over in the browser.
    if (built && page) return reply.sendFile('index.html');
    return sendProblem(say, problems.notFound(), request, reply);
  });
}
