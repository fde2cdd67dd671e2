/*
 * The only place of the web that asks what time it is. Days shown and entered come from the server's `today`
 * (getInstallation): a township's computer may be years wrong.
 */

/** Milliseconds since 1970 of this machine's clock. */
export function millisecondsNow(): number {
  return Date.now();
}

/** The instant as an entry records it: '2022-09-07T18:30:00+08:00'. */
export function instantNow(): string {
  return `${new Date(millisecondsNow() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
