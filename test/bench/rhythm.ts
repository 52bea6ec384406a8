/**
 * Counts the calls of three weeks of nights over accounts of the demo estate, with every slice read every night and with slices that rest.
 * `node test/bench/rhythm.ts [--accounts 3]`
 */
import { parseArgs } from 'node:util';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import { DemoEstate } from '../../shared/clouds/aws/demo/demo-answerer.ts';
import { AWS_TYPES } from '../../shared/clouds/aws/types.generated.ts';
import type { CloudSession } from '../../shared/clouds/cloud.ts';
import { nativeId, parseAccountId } from '../../shared/ids.ts';
import { Fetcher } from '../../shared/inventory/fetcher.ts';
import { hintsOf } from '../../shared/inventory/hints.ts';
import { Repository } from '../../shared/inventory/repository.ts';
import { ResourceManager } from '../../shared/inventory/resource-manager.ts';
import { restingAmong, type Rhythm } from '../../shared/inventory/rhythm.ts';
import { SLICE_CONCURRENCY, WRITE_CONCURRENCY } from '../../shared/inventory/run-limits.ts';
import { SlicePlan } from '../../shared/inventory/slice-plan.ts';
import { untimed } from '../../shared/observability/stages.ts';
import { TYPES_LOOKED_UP } from '../../shared/policies/details-of-policies.generated.ts';
import { isoTime } from '../../shared/seams.ts';
import { sessionOf } from '../shared/clouds/aws/demo/read-account.ts';
import { NO_CHECKPOINTS } from '../support/memory-checkpoints.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { silentResourceEvents } from '../support/silent-events.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-11-01T02:00:00Z');
const NIGHTS = 17;
/** Nights after which every slice that stays empty has its day of the week. */
const SETTLED_AFTER = 10;

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '3' } } });

interface Night {
  readonly calls: number;
  readonly slices: number;
  readonly skipped: number;
}

async function read(session: CloudSession, account: string, store: MemoryStore, night: number, rhythm: Rhythm): Promise<Night> {
  const account_id = parseAccountId(account);
  const observed_at = isoTime(START + night * DAY_MS);
  const run = { account_id, job_id: `night-${night}` as never, observed_at, was_removed: false, isNewest: async () => true };
  const repository = new Repository(store, run, silentResourceEvents(store));
  const survey = (await session.survey?.()) ?? { types: [] };
  const plan = await SlicePlan.make({ service: '*', scope: { accounts: '*', regions: '*' } }, { account_id }, session, {
    types: AWS_TYPES,
    regions: '*',
    ...(rhythm === 'adaptive' && {
      resting: async (slices) =>
        restingAmong(slices, {
          accountId: account_id,
          coverage: await repository.coverage(),
          hints: hintsOf(survey, AWS_TYPES),
          alwaysRead: new Set(TYPES_LOOKED_UP),
          observedAt: observed_at,
        }),
    }),
  });
  await new ResourceManager({ fetcher: new Fetcher(session, untimed), repository, checkpoints: NO_CHECKPOINTS, stage: untimed }).run(
    plan.left,
    observed_at,
    {
      sliceConcurrency: SLICE_CONCURRENCY,
      writeConcurrency: WRITE_CONCURRENCY,
      hasWholeTime: true,
      resting: plan.resting,
      survey: async () => survey,
      stop: async () => undefined,
      onFault: ({ type, segment }, error) => {
        throw new Error(`${type.type} in ${segment} was not read.`, { cause: error });
      },
    },
  );
  return { calls: session.apiCalls(), slices: plan.left.length + plan.resting.length, skipped: plan.resting.length };
}

const estate = new DemoEstate({ accounts: 25, day: 1 });
const accounts = demoAccounts(25)
  .filter((_, index) => index >= 5)
  .slice(0, Number(values.accounts));
for (const rhythm of ['nightly', 'adaptive'] as const) {
  const nights: Night[] = [];
  for (const { account_id } of accounts) {
    const store = new MemoryStore();
    for (let night = 0; night < NIGHTS; night++) {
      const session = sessionOf(estate, nativeId(parseAccountId(account_id)));
      const told = await read(session, account_id, store, night, rhythm);
      session.close();
      if (night >= SETTLED_AFTER) nights.push(told);
    }
  }
  const mean = (of: (night: Night) => number): string => (nights.reduce((sum, each) => sum + of(each), 0) / nights.length).toFixed(0);
  process.stdout.write(
    `${rhythm}: ${mean(({ calls }) => calls)} calls a night and account, ${mean(({ skipped }) => skipped)} of ${mean(({ slices }) => slices)} slices rest\n`,
  );
}
