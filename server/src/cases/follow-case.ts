import { Readable } from 'node:stream';
import type { CaseEvent } from '@quanxue/domain/cases/operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import type { Actor } from '../basis/actor.ts';
import { openCaseNews } from '../basis/case-news.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { actorOf } from '../basis/sessions.ts';
import { postTitle } from './author.ts';

/** What stands between is closed by proxies and firewalls when nothing passes for a minute or half of one. */
const HEARTBEAT_MS = 15_000;
/** Pages of one session that follow a case at the same time; a hidden page follows none. */
const AT_ONCE = 6;

type Following = Ask<{ caseId: string }, { after: number }>;

/**
 * Streams of what happens in a case. Before each event, and at each heartbeat, the session and the sight of the case are
 * asked anew in the listener's own name; where one has ended, the stream ends.
 */
export function caseStreams(house: House): (ask: Following) => Promise<Readable> {
  const news = openCaseNews(house.database.address);
  const open = new Map<string, Set<Follower>>();
  house.app.addHook('preClose', async () => {
    for (const follower of [...open.values()].flatMap((each) => [...each])) follower.end();
  });
  house.app.addHook('onClose', () => news.close());

  return async (ask) => {
    const { caseId } = ask.params;
    if (!(await ask.inTransaction((tx) => inSight(tx, caseId)))) throw problems.notFound();
    const mine = open.get(ask.token) ?? new Set<Follower>();
    if (mine.size >= AT_ONCE) throw caseProblems.tooManyStreams({ most: AT_ONCE });
    const stream = new Readable({ read: () => {} });
    const follower = new Follower(house, ask, stream);
    open.set(ask.token, mine.add(follower));
    const leave = news.follow(caseId, (why) => void follower.look(why));
    const heart = setInterval(() => void follower.look('heartbeat'), HEARTBEAT_MS);
    stream.once('close', () => {
      clearInterval(heart);
      leave();
      mine.delete(follower);
      if (mine.size === 0 && open.get(ask.token) === mine) open.delete(ask.token);
    });
    stream.push('retry: 2000\n\n');
    // What was recorded between the page's own reading and now.
    void follower.look('begun');
    return stream;
  };
}

class Follower {
  private readonly house: House;
  private readonly ask: Following;
  private readonly stream: Readable;
  private seen: number;
  private over = false;
  private looking = false;
  private again: 'begun' | 'told' | undefined;

  constructor(house: House, ask: Following, stream: Readable) {
    this.house = house;
    this.ask = ask;
    this.stream = stream;
    // A browser that comes back by itself asks by the address it had, and says what it has got since.
    this.seen = Math.max(ask.query.after, Number(ask.reply.request.headers['last-event-id'] ?? 0) || 0);
  }

  end(): void {
    if (!this.over) this.stream.push(null);
    this.over = true;
  }

  /** One look at a time: word that comes meanwhile is one more look. */
  async look(why: 'begun' | 'told' | 'heartbeat'): Promise<void> {
    if (this.looking) {
      if (why !== 'heartbeat' && this.again !== 'told') this.again = why;
      return;
    }
    this.looking = true;
    try {
      const { database, clock } = this.house;
      const actor = await actorOf(database, clock, this.ask.token, true);
      const news = actor && (await database.inTransaction(actor, (tx) => this.newEntries(tx, actor)));
      if (!news) {
        this.say('end', {});
        this.end();
        return;
      }
      for (const event of news) this.say('entry', event, event.position);
      if (news.length === 0) why === 'told' ? this.say('change', {}) : this.push(':\n\n');
    } catch {
      // The page comes back and asks again; what is wrong with the database is told where somebody waits for an answer.
      this.stream.destroy();
    } finally {
      this.looking = false;
    }
    const { again } = this;
    this.again = undefined;
    if (again) await this.look(again);
  }

  private async newEntries(tx: Tx, actor: Actor): Promise<CaseEvent[] | undefined> {
    const { caseId } = this.ask.params;
    if (!(await inSight(tx, caseId))) return undefined;
    const rows = await tx
      .selectFrom('entries')
      .select(['position', 'author_id', 'author_name', 'post_role', 'post_unit'])
      .where('case_id', '=', caseId)
      .where('position', '>', this.seen)
      .orderBy('position')
      .execute();
    this.seen = rows.at(-1)?.position ?? this.seen;
    return rows.map((row) => ({
      position: row.position,
      author: row.author_name,
      post: postTitle(row.post_unit, row.post_role),
      own: row.author_id === actor.accountId,
    }));
  }

  private say(event: string, data: unknown, id?: number): void {
    const mark = id === undefined ? '' : `id: ${id}\n`;
    this.push(`event: ${event}\n${mark}data: ${JSON.stringify(data)}\n\n`);
  }

  private push(text: string): void {
    if (!this.over && !this.stream.destroyed) this.stream.push(text);
  }
}

async function inSight(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()) !== undefined;
}
