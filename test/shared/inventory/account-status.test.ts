import { beforeEach, describe, expect, it } from '@jest/globals';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';

let world: World;
const statusAfter = async (scope: object = {}): Promise<string | undefined> => {
  world.clock.advance(86_400_000);
  await world.runJob({ operation: 'inventory', ...scope });
  // The directory takes ids that were checked; this text is one.
  return (await world.accounts.get(ACCOUNT as never))?.status;
};

describe('the status of an account after an inventory', () => {
  beforeEach(async () => {
    world = await World.withAccounts(ACCOUNT);
    world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('vpc-1')]);
  });

  it('is ok if everything was read, also after one over a service or a region', async () => {
    expect(await statusAfter()).toBe('ok');
    expect(await statusAfter({ service: 'iam' })).toBe('ok');
    expect(await statusAfter({ regions: ['eu-west-1'] })).toBe('ok');
  });

  it('stays partial after one over another service or region than what could not be read', async () => {
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'));
    expect(await statusAfter()).toBe('partial');
    expect(await statusAfter({ service: 'iam' })).toBe('partial');
    expect(await statusAfter({ regions: ['global'] })).toBe('partial');
  });

  it('is ok once the rest could be read', async () => {
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'));
    await statusAfter();
    world.cloud.heal();
    expect(await statusAfter({ service: 'ec2' })).toBe('ok');
  });
});
