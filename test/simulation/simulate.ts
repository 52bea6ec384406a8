/**
 * `npm run simulate`: runs histories of the job engine under faults, one per seed. `--seed N` replays one, `--seeds COUNT --from FIRST`
 * runs a range on every core. If an invariant is broken, it prints the seed and the command that replays it, and exits with code 1.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Command, InvalidArgumentError, Option } from 'commander';
import { disableGuard } from './disable-guard.ts';
import { GUARDS } from './guard-table.ts';
import type { Failure, SeedRange, SeedReport } from './seeds-thread.ts';

interface Options {
  readonly seed?: number;
  readonly seeds: number;
  readonly from: number;
  readonly trace?: boolean;
  readonly without?: string;
  readonly untilFailure?: boolean;
}

/** The random generator takes seeds of 32 bits. */
const MAX_SEED = 2 ** 31 - 1;

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1 || number > MAX_SEED)
    throw new InvalidArgumentError(`write a whole number from 1 to ${MAX_SEED}.`);
  return number;
};

const guardName = (text: string): string => {
  if (!GUARDS.some(({ name }) => name === text))
    throw new InvalidArgumentError(`allowed are: ${GUARDS.map(({ name }) => name).join(', ')}.`);
  return text;
};

const options = new Command('simulate')
  .description('Runs the job engine under seeded faults in virtual time.')
  .addOption(new Option('--seed <n>', 'run this seed only').argParser(wholeNumber).conflicts(['seeds', 'from', 'untilFailure']))
  .option('--trace', 'with --seed: print everything that happens')
  .option('--seeds <count>', 'the number of seeds to run', wholeNumber, 2000)
  .option('--from <first>', 'the first seed to run', wholeNumber, 1)
  .option('--without <guard>', 'disable this guard of the protocol', guardName)
  .option('--until-failure', 'stop at the first violation')
  .parse()
  .opts<Options>();

if (options.trace && options.seed === undefined) {
  process.stderr.write('error: --trace prints the history of one seed; name the seed with --seed.\n');
  process.exit(1);
}
// The reader of the output, such as `head`, may close the pipe.
process.stdout.on('error', () => process.exit());

process.exitCode = options.seed === undefined ? await manySeeds() : await oneSeed(options.seed);

async function oneSeed(seed: number): Promise<number> {
  if (options.without) disableGuard(options.without);
  const { simulate } = await import('./simulation.ts');
  const trace = options.trace ? { trace: (line: string) => process.stdout.write(`${line}\n`) } : {};
  const { violation, jobs, events, virtual_ms, digest } = await simulate(seed, trace);
  process.stdout.write(
    `seed ${seed}: ${jobs} jobs, ${events} events, ${Math.round(virtual_ms / 60_000)} virtual minutes, digest ${digest}\n`,
  );
  if (violation) process.stdout.write(`VIOLATION ${violation.message}\n`);
  return violation ? 1 : 0;
}

async function manySeeds(): Promise<number> {
  const threads = Math.max(1, Math.min(availableParallelism(), options.seeds));
  const started = performance.now();
  const failures: Failure[] = [];
  const totals = { seeds: 0, jobs: 0, events: 0, virtual_ms: 0 };
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const range: SeedRange = {
        first: options.from + thread,
        step: threads,
        end: options.from + options.seeds,
        ...(options.without && { without: options.without }),
      };
      await run(range, (report) => {
        totals.seeds += report.seeds;
        totals.jobs += report.jobs;
        totals.events += report.events;
        totals.virtual_ms += report.virtual_ms;
        for (const failure of report.failures) {
          failures.push(failure);
          process.stdout.write(`seed ${failure.seed}: ${failure.violation.split('\n')[0]}\n`);
        }
        return !(options.untilFailure && failures.length > 0);
      });
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `${totals.seeds} seeds, ${totals.jobs} jobs, ${totals.events} events, ${Math.round(totals.virtual_ms / 86_400_000)} virtual days ` +
      `in ${seconds.toFixed(0)} s: ${failures.length} violations\n`,
  );
  const first = failures.toSorted((a, b) => a.seed - b.seed)[0];
  if (!first) return 0;
  process.stdout.write(`\n${first.violation}\nReplay with: npm run simulate -- --seed ${first.seed} --trace\n`);
  return 1;
}

/** Runs a range in a thread of its own. The thread is stopped if `onReport` returns false. */
async function run(range: SeedRange, onReport: (report: SeedReport) => boolean): Promise<void> {
  const worker = new Worker(new URL('./seeds-thread.ts', import.meta.url), { workerData: range });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (report: SeedReport) => {
      if (!onReport(report)) void worker.terminate();
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      resolve();
    });
  });
}
