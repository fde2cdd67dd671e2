import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const hash = promisify(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** argon2id in PHC form, with a fresh salt: `$argon2id$v=19$m=19456,t=2,p=1$…$…`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, COST.memory, COST.passes, COST.parallelism, TAG);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${plain64(salt)}$${plain64(tag)}`;
}

/** Whether the password is the one hashed; takes as long for a wrong one as for the right one. */
export async function passwordFits(password: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? [];
  if (!salt || !tag) return false;
  const wanted = Buffer.from(tag, 'base64');
  const given = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(memory),
    Number(passes),
    Number(parallelism),
    wanted.length,
  );
  return timingSafeEqual(given, wanted);
}

let nobody: Promise<string> | undefined;

/** The same work for an account that is not there, so that time does not tell who is. Always false. */
export async function passwordFitsNobody(password: string): Promise<false> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'));
  await passwordFits(password, await nobody);
  return false;
}

async function derive(
  password: string,
  nonce: Buffer,
  memory: number,
  passes: number,
  parallelism: number,
  tagLength: number,
): Promise<Buffer> {
  // The same letters typed on two machines may differ in bytes (é, for one): NFC makes them one.
  const message = Buffer.from(password.normalize('NFC'));
  return hash('argon2id', { message, nonce, memory, passes, parallelism, tagLength });
}

function plain64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
