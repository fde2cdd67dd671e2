/** Milliseconds of the middle one of several runs. */
export async function median(work: () => Promise<unknown>, times: number): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
