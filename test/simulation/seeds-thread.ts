/** A thread that runs every `step`th seed of a range, and reports after some seeds and after each failure. */
import { parentPort, workerData } from 'node:worker_threads';
import { disableGuard } from './disable-guard.ts';

export interface SeedRange {
  readonly first: number;
  readonly step: number;
  /** The range ends before this seed. */
  readonly end: number;
  /** The name of the guard to disable. */
  readonly without?: string;
}

export interface Failure {
  readonly seed: number;
  readonly violation: string;
}

/** The sums over the seeds since the last report. */
export interface SeedReport {
  readonly seeds: number;
  readonly jobs: number;
  readonly events: number;
  readonly virtual_ms: number;
  readonly failures: readonly Failure[];
}

const REPORT_EVERY = 20;

const { first, step, end, without } = workerData as SeedRange;
if (without) disableGuard(without);
const { simulate } = await import('./simulation.ts');

let report = { seeds: 0, jobs: 0, events: 0, virtual_ms: 0, failures: [] as Failure[] };
for (let seed = first; seed < end; seed += step) {
  const { violation, jobs, events, virtual_ms } = await simulate(seed);
  report.seeds += 1;
  report.jobs += jobs;
  report.events += events;
  report.virtual_ms += virtual_ms;
  if (violation) report.failures.push({ seed, violation: violation.message });
  if (violation === undefined && report.seeds < REPORT_EVERY) continue;
  parentPort?.postMessage(report);
  report = { seeds: 0, jobs: 0, events: 0, virtual_ms: 0, failures: [] };
}
parentPort?.postMessage(report);
