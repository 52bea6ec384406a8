/** Types of which Muster has no definition: what coverage says of them, and that nothing else depends on them. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SurveyGap } from '../../../shared/clouds/survey.ts';
import { coverageRecords } from '../../../shared/exports/account-coverage.ts';
import { SlicesSeen } from '../../../shared/exports/slices-seen.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { coverageItem, coverageOf } from '../../../shared/inventory/coverage.ts';
import type { CoverageRow } from '../../../shared/inventory/model.ts';
import { StoredResources } from '../../../shared/scan/stored-resources.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/storage/item-size.ts';
import { queryAll } from '../../../shared/storage/store.ts';
import { fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const unknown = (name: string, segment: string, count: number) => ({ name, known: [], segment, count });
const SURVEY = {
  types: [
    unknown('iot:thing', 'eu-west-1', 3),
    unknown('AWS::DataZone::Domain', 'eu-west-1', 1),
    unknown('iot:thing', 'us-east-1', 2),
    unknown('iam:instance-profile', 'global', 4),
    unknown('iot:thing', 'ap-south-1', 9),
    { name: 'ec2:vpc', known: [NETWORK.type], segment: 'eu-west-1', count: 1 },
  ],
};
const DENIED: SurveyGap = {
  class: 'denied',
  error_code: 'AccessDeniedException',
  message: 'resourceexplorer in us-east-1: the login lacks the permission.',
  permission: 'resource-explorer-2:Search',
};

let world: World;
async function rows(): Promise<Record<string, CoverageRow>> {
  const found: Record<string, CoverageRow> = {};
  for await (const item of queryAll(world.store, 'coverage', { partition: parseAccountId(ACCOUNT) }))
    found[String(item['segment'])] = coverageOf(item);
  return found;
}
const night = async (request?: object) => {
  world.clock.advance(86_400_000);
  return await world.runJob(request);
};
const accountRow = async () => await world.accounts.get(parseAccountId(ACCOUNT));

beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
  world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
  world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('vpc-1')]);
  world.cloud.surveyed = SURVEY;
});

describe('coverage', () => {
  it('counts the types without a definition in the segments that are read, and changes nothing else', async () => {
    const job = await night();
    const { global, 'eu-west-1': eu, 'us-east-1': us, ...others } = await rows();

    expect(job).toMatchObject({ status: 'completed' });
    expect(job.totals?.inventory?.slices).toEqual({ complete: 3 });
    expect(eu?.not_read).toEqual({ at: eu?.observed_at, counts: { 'AWS::DataZone::Domain': 1, 'iot:thing': 3 } });
    expect(us?.not_read?.counts).toEqual({ 'iot:thing': 2 });
    expect(global?.not_read?.counts).toEqual({ 'iam:instance-profile': 4 });
    expect(others).toEqual({});
    expect(Object.keys(eu?.slices ?? {})).toEqual([NETWORK.type]);
    expect(await accountRow()).toMatchObject({
      resource_counts: { [NETWORK.type]: 1, [USER.type]: 1 },
      undeclared_types: [],
      coverage: { whole: 3, not_whole: 0, not_read: { types: 3, resources: 10 } },
    });
    expect((await StoredResources.open(world.store, parseAccountId(ACCOUNT))).notWhole(NETWORK.type)).toBeUndefined();
  });

  it('takes the counts of the newest survey, also where there is nothing left', async () => {
    await night();
    world.cloud.surveyed = { types: [unknown('lex:bot', 'us-east-1', 1)] };
    await night();
    const { global, 'eu-west-1': eu, 'us-east-1': us } = await rows();

    expect(eu?.not_read).toBeUndefined();
    expect(us?.not_read?.counts).toEqual({ 'lex:bot': 1 });
    expect(global?.not_read?.counts).toEqual({});
  });

  it('keeps the counts in a job over one service, which makes no survey', async () => {
    await night();
    const before = (await rows())['eu-west-1']?.not_read;
    world.cloud.surveyed = { types: [] };
    await night({ operation: 'inventory', service: 'ec2' });

    expect((await rows())['eu-west-1']?.not_read).toEqual(before);
  });

  it('tells why nothing could be counted, and the account is done all the same', async () => {
    world.cloud.surveyed = { types: [], gap: DENIED };
    const job = await night();

    expect(job).toMatchObject({ status: 'completed', completed: 1 });
    expect((await rows())['global']?.not_read).toMatchObject({ counts: {}, gap: DENIED });
    expect(await accountRow()).toMatchObject({
      status: 'ok',
      coverage: { not_whole: 0, not_read: { types: 0, resources: 0, why_not_all: DENIED.message } },
    });
  });

  it('says nothing of such types where the provider has no index', async () => {
    world.cloud.surveyed = undefined;
    await night();

    expect(Object.values(await rows()).map(({ not_read }) => not_read)).toEqual([undefined, undefined, undefined]);
    expect((await accountRow())?.coverage).not.toHaveProperty('not_read');
  });

  it('fits into a row with 300 names of 128 characters beside 700 types', () => {
    const counts = Object.fromEntries(Array.from({ length: 300 }, (_, number) => [`AWS::${'x'.repeat(118)}${number + 100}`, 1_000_000]));
    const slices = Object.fromEntries(
      Array.from({ length: 700 }, (_, number) => [
        `AWS::ElasticLoadBalancingV2::Type${number}`,
        { outcome: 'skipped', populated: false, empty_nights: 3 } as const,
      ]),
    );
    const row: CoverageRow = {
      account_id: parseAccountId(ACCOUNT),
      segment: 'global',
      observed_at: '2026-11-21T02:00:00.000Z',
      slices,
      not_read: { at: '2026-11-21T02:00:00.000Z', counts, gap: DENIED },
    };

    expect(coverageOf({ ...coverageItem(row) })).toEqual(row);
    expect(itemBytes(coverageItem(row))).toBeLessThan(MAX_ITEM_BYTES / 3);
  });
});

describe('an export', () => {
  it('has a record for each type that is not read, in order, and does not count it among the slices', async () => {
    world.cloud.surveyed = { ...SURVEY, gap: DENIED };
    await night();
    const account = (await accountRow())!;
    const records = [
      ...coverageRecords(
        account,
        Object.values(await rows()).toSorted((a, b) => (a.segment < b.segment ? -1 : 1)),
        new Map(),
      ),
    ];
    const seen = new SlicesSeen();
    for (const record of records) seen.add(record);

    expect(records.map(({ segment, type, outcome, counted }) => [segment, type, outcome, counted])).toEqual([
      ['eu-west-1', 'AWS::DataZone::Domain', 'not_read', 1],
      ['eu-west-1', NETWORK.type, 'complete', null],
      ['eu-west-1', 'iot:thing', 'not_read', 3],
      ['global', USER.type, 'complete', null],
      ['global', 'Uncounted', 'not_read', null],
      ['global', 'iam:instance-profile', 'not_read', 4],
      ['us-east-1', NETWORK.type, 'complete', null],
      ['us-east-1', 'iot:thing', 'not_read', 2],
    ]);
    expect(records[4]).toMatchObject({ error_class: 'denied', permission: 'resource-explorer-2:Search', resources: 0 });
    expect(seen.told()).toEqual({ slices: { complete: 3 }, not_whole: [] });
  });
});
