import { describe, expect, it } from '@jest/globals';
import { CoverageKeeper } from '../../../shared/inventory/coverage-keeper.ts';
import type { AccountId, JobId } from '../../../shared/ids.ts';
import type { SliceOutcome, SliceReport } from '../../../shared/inventory/model.ts';
import { Repository } from '../../../shared/inventory/repository.ts';
import { NETWORK } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';
import { silentResourceEvents } from '../../support/silent-events.ts';

const ACCOUNT = 'aws:111111111111';
const EU = { type: NETWORK, segment: 'eu-west-1' };
const NONE = { resources: 0, added: 0, updated: 0, deleted: 0, restored: 0, unchanged: 0, unread: 0 };

const report = (outcome: SliceOutcome, resources = 0): SliceReport => ({
  type: EU.type.type,
  segment: EU.segment,
  outcome,
  counts: { ...NONE, resources },
  missing_permissions: [],
});

/** The coverage of the slice after a run that ended with the report. */
async function after(ended: SliceReport, { stores }: { stores: boolean }, times = 1): Promise<boolean | undefined> {
  const world = await World.withAccounts(ACCOUNT);
  const repository = new Repository(
    world.store,
    {
      account_id: ACCOUNT as AccountId,
      job_id: 'job' as JobId,
      observed_at: '2026-11-21T02:00:00.000Z',
      was_removed: false,
      isNewest: async () => true,
    },
    silentResourceEvents(world.store),
  );
  for (let time = 0; time < times; time++) {
    const keeper = await CoverageKeeper.load(repository, [EU], '2026-11-21T02:00:00.000Z');
    if (stores && time === 0) await keeper.markPopulated(EU);
    await keeper.save([time === 0 ? ended : report('failed')]);
  }
  return (await repository.coverage()).get(EU.segment)?.slices[EU.type.type]?.populated;
}

describe('coverage after a run', () => {
  it.each<SliceOutcome>(['partial', 'failed', 'denied'])(
    'says that a slice holds rows if the run stored some and ended %s without counting them',
    async (outcome) => {
      expect(await after(report(outcome), { stores: true })).toBe(true);
      expect(await after(report(outcome), { stores: true }, 2)).toBe(true);
    },
  );

  it('says that a slice holds none if the run stored none in it', async () => {
    expect(await after(report('failed'), { stores: false })).toBe(false);
  });

  it('says what a slice that was read to its end holds', async () => {
    expect(await after(report('complete'), { stores: true })).toBe(false);
    expect(await after(report('complete', 2), { stores: true })).toBe(true);
  });
});
