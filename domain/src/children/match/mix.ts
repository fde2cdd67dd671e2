/** Stirs a number into another: the step of a hash. */
export function mix(hash: number, value: number): number {
  const stirred = Math.imul(hash ^ value, 0x9e3779b1);
  return (stirred ^ (stirred >>> 15)) >>> 0;
}
