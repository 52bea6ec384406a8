/** Measures one account of `ACCOUNT_PROFILE`: its first run, a run in which nothing changed, and a usual nightly run. */
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import type { TableName } from '../../shared/storage/schema.ts';
import { profileCloud } from './clouds.ts';
import type { Totals } from '../../shared/operations.ts';
import { storedBytes } from '../../shared/storage/stored-form.ts';
import { ACCOUNT_PROFILE, CHANGED_SHARE } from './model.ts';
import { ScalePlatform } from './scale-platform.ts';
import { noUsage, type Usage } from './usage.ts';

const ACCOUNT = 'aws:000000000001';
/** The ten types of the profile, so that figures stay comparable while the registry grows. */
const PROFILED_TYPES = RESOURCE_TYPES.filter(({ type }) => ACCOUNT_PROFILE[type] !== undefined);
const NIGHT_MS = 24 * 3_600_000;

export interface AccountRun {
  readonly name: string;
  readonly seconds: number;
  readonly api_calls: number;
  /** Counts the worker's requests alone. */
  readonly usage: Usage;
}

export interface AccountCosts {
  readonly runs: readonly AccountRun[];
  readonly resources: number;
  readonly slices: number;
  /** How many rows the account has in each table after the last run, and the mean bytes of one. */
  readonly rows: Readonly<
    Record<'resources' | 'changes' | 'coverage' | 'accounts' | 'leases' | 'job_tasks' | 'jobs', { rows: number; bytes: number }>
  >;
}

export async function measureAccount(): Promise<AccountCosts> {
  const platform = new ScalePlatform({ workers: 2, cloud: profileCloud(() => 1), types: PROFILED_TYPES, seed: 1 });
  await platform.register([ACCOUNT]);
  const every = Math.round(1 / CHANGED_SHARE);
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const runs = [
    await run('first run', platform),
    await run('nothing changed', platform, () => 1),
    await run('1% changed', platform, (id) => (numberOf(id) % every === 0 ? 2 : 1)),
  ];
  const totals = (platform.tasks()[0]?.totals as Totals | undefined)?.inventory;
  return {
    runs,
    resources: totals?.counts.resources ?? 0,
    slices: Object.values(totals?.slices ?? {}).reduce((sum, count) => sum + count, 0),
    rows: {
      resources: meanOf('resources', platform),
      changes: meanOf('changes', platform),
      coverage: meanOf('coverage', platform),
      accounts: meanOf('accounts', platform),
      leases: meanOf('leases', platform),
      job_tasks: mean('job_tasks', platform.tasks()),
      jobs: mean('jobs', platform.jobs()),
    },
  };
}

async function run(name: string, platform: ScalePlatform, revisionOf?: (id: string) => number): Promise<AccountRun> {
  if (revisionOf) {
    await platform.sleep(NIGHT_MS);
    platform.cloud = profileCloud(revisionOf);
  }
  Object.assign(platform.usage.worker, noUsage());
  const { end } = await platform.through(platform.startJob({ operation: 'inventory', accounts: [ACCOUNT] }));
  await platform.untilIdle();
  const jobId = end.kind === 'returned' ? end.value.job_id : undefined;
  const task = platform.tasks().find(({ job_id }) => job_id === jobId);
  if (task?.status !== 'completed') throw new Error(`The measured account ended ${task?.status}: ${JSON.stringify(task?.error)}`);
  const usage = { ...platform.usage.worker };
  return { name, seconds: usage.busy_ms / 1000, api_calls: task.api_calls, usage };
}

const meanOf = (table: TableName, platform: ScalePlatform) => mean(table, platform.rows.rows(table));

const mean = (table: TableName, rows: readonly object[]) => ({
  rows: rows.length,
  bytes: Math.round(rows.reduce((sum, row) => sum + storedBytes(table, row), 0) / Math.max(1, rows.length)),
});
