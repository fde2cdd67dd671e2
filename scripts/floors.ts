import { posix } from 'node:path';

/**
 * The floors of the house: who may import whom. `complaint` judges one import; floors.test.ts gives it every import
 * there is. The table itself is in ARCHITECTURE.md.
 */

/** The ten capabilities in their one order; imports point backwards only. */
export const CAPABILITIES = [
  'people',
  'children',
  'reports',
  'visits',
  'cases',
  'lessons',
  'letters',
  'statistics',
  'archive',
  'inspection',
] as const;

/** Where a file stands: its workspace, its room in it, and its height among the rooms (lower may not import higher). */
interface Place {
  readonly workspace: 'domain' | 'server' | 'web' | 'outside';
  readonly room: string;
  readonly height: number;
}

const FIRST_CAPABILITY = 10;
const ROOF = 100;

function placeOf(path: string): Place {
  const [workspace, below, room = ''] = path.split('/');
  if (workspace === 'web') return { workspace, room: below === 'src' ? room : '', height: 0 };
  if (workspace !== 'domain' && workspace !== 'server') return { workspace: 'outside', room: '', height: ROOF };
  if (below !== 'src') return { workspace, room: '', height: ROOF };
  const ground = { basis: 0, 'terms.ts': 0, casefile: 1, policy: 2 }[room];
  const capability = (CAPABILITIES as readonly string[]).indexOf(room);
  const height = ground ?? (capability < 0 ? ROOF : FIRST_CAPABILITY + capability);
  return { workspace, room, height };
}

/** The file that an import statement names, by its path from the root; undefined when it is a library. */
export function target(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(importer), specifier));
  const own = /^@quanxue\/(domain|server|web)\/(.*)$/.exec(specifier);
  if (!own) return undefined;
  return own[1] === 'domain' ? `domain/src/${own[2]}` : `${own[1]}/${own[2]}`;
}

/** What is wrong with this import and what to do instead; undefined when nothing is. */
export function complaint(importer: string, specifier: string): string | undefined {
  const from = placeOf(importer);
  if (from.workspace === 'outside') return undefined;
  const isTest = /(\.test\.tsx?|\/testing(-[a-z-]+)?\.ts)$/.test(importer);
  const imported = target(importer, specifier);
  if (imported === undefined) {
    if (from.workspace === 'domain' && !isTest && specifier !== 'zod') {
      return `domain is pure and knows no library but zod: do this in server/src or web/src and hand the result in as an argument (a day, a text, a list)`;
    }
    return undefined;
  }
  const to = placeOf(imported);
  if (from.workspace !== to.workspace) {
    if (to.workspace === 'server')
      return 'nothing imports the server: put what both need into domain, or ask over HTTP';
    if (to.workspace === 'web') return 'nothing imports the web: put what both need into domain';
    if (from.workspace === 'domain') return 'domain imports nothing outside itself: move what is needed into domain';
    if (to.workspace === 'outside')
      return isTest ? undefined : 'move what is needed into domain or into this workspace';
    if (specifier.startsWith('.'))
      return `write @quanxue/domain/${imported.replace('domain/src/', '')} instead of a path out of the workspace`;
    return crossing(from, to);
  }
  if (from.workspace === 'web') return withinWeb(from.room, to.room);
  return withinHouse(from, to, imported, isTest);
}

function crossing(from: Place, to: Place): string | undefined {
  if (from.workspace === 'server' && from.height >= FIRST_CAPABILITY && to.height > from.height && from.height < ROOF) {
    return later(from.room, to.room);
  }
  return undefined;
}

function withinHouse(from: Place, to: Place, imported: string, isTest: boolean): string | undefined {
  if (from.room === to.room || (isTest && to.height === ROOF)) return undefined;
  if (from.workspace === 'domain' && from.height === 0 && to.height > 0) {
    return `basis and terms stand below everything: move what is needed from ${to.room} down, or hand it in as an argument`;
  }
  if (from.height < FIRST_CAPABILITY && to.height >= FIRST_CAPABILITY && to.height < ROOF) {
    return `${from.room} stands below the capabilities: hand ${to.room}’s part in as an argument, or move it down if it belongs to no capability`;
  }
  if (from.height < to.height) return later(from.room, to.room);
  const foreign = to.height >= FIRST_CAPABILITY && from.height < ROOF && !isTest;
  if (from.workspace === 'server' && foreign && /queries\.ts$/.test(imported)) {
    return `another capability’s queries are its own: call an operation that ${to.room} exports, or ask your own question of the tables in your own queries.ts`;
  }
  return undefined;
}

function withinWeb(from: string, to: string): string | undefined {
  if (from === 'desk' && to === 'field')
    return 'the desk does not know the phone: move the common part to web/src/basis';
  if (from === 'field' && to === 'desk')
    return 'the phone does not know the desk: move the common part to web/src/basis';
  const low = from === 'basis' || from === 'locales';
  if (low && (to === 'desk' || to === 'field'))
    return `${from} stands below the screens: hand it in as a property, or move it to ${to}`;
  return undefined;
}

function later(from: string, to: string): string {
  return `imports point backwards only and ${to} stands after ${from} (${CAPABILITIES.join(' → ')}): let ${to} call ${from}, or hand it in where both are put together (server/src/app.ts)`;
}

/** The specifiers of all imports and re-exports in a source text, dynamic ones with a fixed name included. */
export function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const patterns = [
    /\bfrom\s*['"]([^'"\n]+)['"]/g,
    /\bimport\s*['"]([^'"\n]+)['"]/g,
    /\bimport\s*\(\s*['"]([^'"\n]+)['"]\s*[,)]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}
