import { describe, expect, it } from '@jest/globals';
import { SlicePlan } from '../../../shared/inventory/slice-plan.ts';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import type { AccountId } from '../../../shared/ids.ts';
import { NETWORK, TYPES, USER } from '../../support/fake-cloud.ts';

const ACCOUNT = 'aws:111111111111' as AccountId;
const EVERYTHING = { service: '*', scope: { accounts: '*', regions: '*' } } as const;

/** A session that answers with these regions, and counts how often it was asked. */
const sessionOf = (...regions: readonly string[]) => {
  const session = {
    asked: 0,
    regions: () => {
      session.asked += 1;
      return Promise.resolve(regions);
    },
  };
  return session;
};

const plan = async (position: object | undefined, session = sessionOf('eu-west-1', 'us-east-1'), types = TYPES) =>
  await SlicePlan.make(EVERYTHING, { account_id: ACCOUNT, ...(position && { position }) }, session, { types, regions: '*' });

const names = ({ left }: SlicePlan): readonly string[] => left.map(({ type, segment }) => `${type.type} ${segment}`).toSorted();

const LEFT = [{ type: NETWORK.type, segment: 'us-east-1' }] as const;

const SUBSCRIPTION = 'azure:00000000-0000-0000-0000-000000000001' as AccountId;
const DIRECTORY = 'azure:tenant/00000000-0000-0000-0000-000000000002' as AccountId;
const DISKS: ResourceType = { ...USER, provider: 'azure', type: 'Microsoft.Compute/disks' };
const GROUPS: ResourceType = { ...USER, provider: 'azure', type: 'Microsoft.Graph/groups', account: 'directory' };

/** A session that tells of these types without a definition, and counts how often it was asked. */
const discovering = (...found: readonly string[]) => {
  const session = {
    asked: [] as (readonly string[])[],
    regions: () => Promise.resolve([]),
    discover: (declared: ReadonlySet<string>) => {
      session.asked.push([...declared]);
      return Promise.resolve(found.map((type) => ({ type, segment: 'global' })));
    },
  };
  return session;
};

describe('the types without a definition', () => {
  const types = [DISKS, GROUPS, USER];
  const planned = async (
    session: ReturnType<typeof discovering>,
    { position, populated = [], service = '*' }: { position?: object; populated?: readonly string[]; service?: string } = {},
  ) =>
    await SlicePlan.make({ ...EVERYTHING, service }, { account_id: SUBSCRIPTION, ...(position && { position }) }, session, {
      types,
      regions: '*',
      populated: () => Promise.resolve(populated.map((type) => ({ type, segment: 'global' }))),
    });

  it('are planned beside those of the account that have one', async () => {
    const session = discovering('Microsoft.BotService/botServices', DISKS.type);

    expect(names(await planned(session))).toEqual(['Microsoft.BotService/botServices global', 'Microsoft.Compute/disks global']);
    expect(session.asked).toEqual([[DISKS.type]]);
  });

  it('are read once more if they may have stored resources, although the cloud tells of none', async () => {
    const again = await planned(discovering(), { populated: ['Microsoft.Old/things', DISKS.type] });

    expect(names(again)).toEqual(['Microsoft.Compute/disks global', 'Microsoft.Old/things global']);
    expect(again.left.find(({ type }) => type.type === 'Microsoft.Old/things')?.type).toMatchObject({ provider: 'azure', kind: 'other' });
  });

  it('are those of the first attempt in every later one', async () => {
    const first = await planned(discovering('Microsoft.New/things'));
    const session = discovering('Microsoft.Newer/things');

    const next = await planned(session, { position: first.position([{ type: 'Microsoft.New/things', segment: 'global' }]) });

    expect(names(next)).toEqual(['Microsoft.New/things global']);
    expect(next.isNew).toBe(false);
    expect(session.asked).toEqual([]);
  });

  it('are not asked for by a job of one service', async () => {
    const session = discovering('Microsoft.New/things');

    await planned(session, { service: `azure.${DISKS.service}` });

    expect(session.asked).toEqual([]);
  });

  it('of a directory are not mixed with those of a subscription', async () => {
    const ofDirectory = await SlicePlan.make(EVERYTHING, { account_id: DIRECTORY }, sessionOf(), { types, regions: '*' });

    expect(names(ofDirectory)).toEqual(['Microsoft.Graph/groups global']);
  });
});

describe('the plan of a task', () => {
  it('continues with the slices that are left, and does not read the regions again', async () => {
    const position = (await plan(undefined)).position(LEFT);
    const session = sessionOf('eu-west-1', 'us-east-1');

    const next = await plan(position, session);

    expect(names(next)).toEqual([`${NETWORK.type} us-east-1`]);
    expect(next.isNew).toBe(false);
    expect(session.asked).toBe(0);
  });

  it('keeps its regions even if other regions are enabled meanwhile', async () => {
    const position = (await plan(undefined)).position(LEFT);

    expect(names(await plan(position, sessionOf('eu-west-1', 'ap-south-1')))).toEqual([`${NETWORK.type} us-east-1`]);
  });

  it('starts over with the regions that are enabled now if other types are registered now', async () => {
    const position = (await plan(undefined)).position(LEFT);
    const types = TYPES.filter(({ type }) => type !== USER.type);

    const next = await plan(position, sessionOf('eu-west-1', 'ap-south-1'), types);

    expect(next.isNew).toBe(true);
    expect(names(next)).toEqual(expect.arrayContaining([`${NETWORK.type} ap-south-1`, `${NETWORK.type} eu-west-1`]));
    expect(names(next)).not.toContain(`${NETWORK.type} us-east-1`);
  });
});
