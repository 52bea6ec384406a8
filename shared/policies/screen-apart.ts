/**
 * Finds out, in a process of its own, which of the stored policy files can be loaded: one that takes too much memory ends that process and
 * not the worker, and all of them together have a deadline. The worker then loads only the files that came through
 * (docs/adr/0025-bounds-of-policies.md).
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../seams.ts';
import type { PolicyProblem } from './policy-source.ts';
import type { PolicyFile } from './user-policies.ts';

export interface Screened {
  /** The files that can be loaded within the bounds, whether or not they are right. */
  readonly files: readonly PolicyFile[];
  /** A problem for each other file. */
  readonly problems: readonly PolicyProblem[];
}

export type Screen = (files: readonly PolicyFile[]) => Promise<Screened>;

export interface ScreenBounds {
  /** For all files together. */
  readonly totalMs: number;
  readonly heapMb: number;
  /** After as many files ended the process, the others are not tried. */
  readonly mostDeaths: number;
}

const BOUNDS: ScreenBounds = { totalMs: 20_000, heapMb: 256, mostDeaths: 5 };

/** The process's file: beside this one as it is written, or beside the bundle that holds this one. */
const PROCESS = new URL(import.meta.url.endsWith('.ts') ? './screen-process.ts' : './screen-process.mjs', import.meta.url);

/** A file that ends the process or takes too long has a problem; this never rejects for a bad file. */
export const screenApart =
  (clock: Pick<Clock, 'now'>): Screen =>
  async (files) =>
    await screenIn(PROCESS, files, clock);

/** `script`, `bounds`: for tests. @throws Error if the process fails for a reason of its own */
export async function screenIn(
  script: URL,
  files: readonly PolicyFile[],
  clock: Pick<Clock, 'now'>,
  bounds: Partial<ScreenBounds> = {},
): Promise<Screened> {
  const { totalMs, heapMb, mostDeaths } = { ...BOUNDS, ...bounds };
  // Short files come first, so that a large one that takes all the time leaves few others without.
  const left = files.toSorted((a, b) => a.text.length - b.text.length);
  const good: PolicyFile[] = [];
  const problems: PolicyProblem[] = [];
  const refuse = ({ file }: PolicyFile, why: string): void =>
    void problems.push({ file, line: 1, column: 1, message: `The policy is not used: ${why}` });
  const until = clock.now() + totalMs;
  for (let deaths = 0; left.length > 0; deaths++) {
    const ms = until - clock.now();
    if (ms <= 0 || deaths >= mostDeaths) {
      const why = ms <= 0 ? `the files before it took the ${totalMs / 1000} seconds` : `${mostDeaths} files before it took the memory`;
      for (const file of left) refuse(file, `${why} that all policies may take to load.`);
      break;
    }
    const { loaded, died } = await run(script, left, ms, heapMb);
    good.push(...left.splice(0, loaded));
    const guilty = died === undefined ? undefined : left.shift();
    if (guilty)
      refuse(guilty, died === 'memory' ? `loading it took more than ${heapMb} MB of memory.` : 'loading it did not come to an end.');
  }
  return { files: good, problems };
}

interface Outcome {
  /** How many files, from the first on, the process has loaded. */
  readonly loaded: number;
  /** The reason for which the process ended while it loaded the next file. */
  readonly died?: 'memory' | 'time';
}

async function run(script: URL, files: readonly PolicyFile[], ms: number, heapMb: number): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  // The process gets no environment, because it needs none, and the function's holds credentials.
  const options = { env: {}, timeout: ms, killSignal: 'SIGKILL' } as const;
  const child = execFile(process.execPath, [`--max-old-space-size=${heapMb}`, fileURLToPath(script)], options, (error, stdout, stderr) => {
    const loaded = stdout.split('\n').length - 1;
    if (!error) resolve({ loaded });
    else if (/heap limit|out of memory/i.test(stderr)) resolve({ loaded, died: 'memory' });
    else if (error.killed === true) resolve({ loaded, died: 'time' });
    else reject(error);
  });
  // A process that has died reads no more; its end is told above.
  child.stdin!.on('error', () => {}).end(JSON.stringify(files));
  return await promise;
}
