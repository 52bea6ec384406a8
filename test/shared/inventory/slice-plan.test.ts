import { describe, expect, it } from '@jest/globals';
import { SlicePlan } from '../../../shared/inventory/slice-plan.ts';
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
