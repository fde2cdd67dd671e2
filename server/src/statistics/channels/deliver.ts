import type { NewChannel } from '@quanxue/domain/statistics/channel-operations.ts';
import { createTransport } from 'nodemailer';

/* The only file of the product that speaks to another machine, and only to one that an administrator entered. */

/** After so long a machine that does not answer is given up for this time. */
const PATIENCE_MS = 15_000;

export interface Letter {
  /** The same at each try, so that a mail server can tell a second copy. */
  readonly id: string;
  readonly to: string | null;
  readonly subject: string;
  readonly text: string;
}

/** @throws an Error in the words of the other machine. */
export async function deliver(channel: NewChannel, letter: Letter): Promise<void> {
  if (channel.kind === 'webhook') return post(channel.url, letter);
  if (!letter.to) throw new Error('no address');
  const { host, port, security, user, password, from } = channel;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: password } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const messageId = `<${letter.id}@quanxue>`;
    await transport.sendMail({ from, to: letter.to, subject: letter.subject, text: letter.text, messageId });
  } finally {
    transport.close();
  }
}

/** The shape that the robots of WeCom and DingTalk take; both answer 200 to what they refuse, with a code in the body. */
async function post(url: string, letter: Letter): Promise<void> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'text', text: { content: `${letter.subject}\n${letter.text}` } }),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const said = (await reply.text()).slice(0, 200);
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  const code = /"errcode"\s*:\s*(-?\d+)/.exec(said)?.[1];
  if (code !== undefined && code !== '0') throw new Error(`errcode ${code}: ${said}`);
}
