/** An instant as people here read it, in Shanghai: 2022-09-07 18:30. */
export function shanghaiTime(instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
