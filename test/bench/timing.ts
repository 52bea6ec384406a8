/** Times repeated work, and prints it as rows of a table. */

const TIMES = 20;

export interface Took {
  readonly median: number;
  readonly p95: number;
  /** The time of the processor that this process took; work beside it on the machine does not count. */
  readonly processor: number;
}

/** Milliseconds of each of `TIMES` repetitions, after a first one that is not counted. */
export async function measure(work: () => Promise<unknown>): Promise<Took> {
  await work();
  const taken: number[] = [];
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const sorted = taken.toSorted((a, b) => a - b);
  return { median: sorted[TIMES / 2]!, p95: sorted[Math.ceil(TIMES * 0.95) - 1]!, processor: (user + system) / 1000 / TIMES };
}

export const print = (text: string): boolean => process.stdout.write(`${text}\n`);

export const HEAD = '| what | median ms | p95 ms | processor ms | found |\n| --- | --- | --- | --- | --- |';

export const rowOf = (what: string, { median, p95, processor }: Took, found: string): string =>
  `| ${what} | ${median.toFixed(0)} | ${p95.toFixed(0)} | ${processor.toFixed(0)} | ${found} |`;
