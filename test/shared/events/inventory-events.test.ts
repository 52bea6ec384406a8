import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventType } from '../../../shared/events/event-types.ts';
import { sendUnsent } from '../../../shared/events/send-unsent.ts';
import { AccountOwners, resourceOwner } from '../../../shared/events/owners.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { noteLoss } from '../../../shared/inventory/access-losses.ts';
import type { TaskMessage } from '../../../shared/jobs/model.ts';
import type { Key } from '../../../shared/storage/store.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const DAY_MS = 86_400_000;
const OWNER = 'cus_owner';
const OTHER = 'cus_other';
const uidOf = (id: string) => `${ACCOUNT}|${NETWORK.type}|eu-west-1|${id}`;

let world: World;
const list = (...resources: Parameters<World['cloud']['put']>[3]) => world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', resources);
const giveAccount = async (customer_id: string) => await world.store.update('accounts', { account_id: ACCOUNT }, { set: { customer_id } });
const nextDay = async () => {
  world.clock.advance(DAY_MS);
  return await world.runJob();
};
const told = (...types: readonly EventType[]) => world.bus.publisher.sent.filter(({ type }) => types.includes(type));
const toldOfResources = () =>
  told('muster.resource.added', 'muster.resource.updated', 'muster.resource.removed').map(
    ({ type, subject, customerid, data }) =>
      `${type.split('.').at(-1)} ${subject.split('|').at(-1)} v${String('version' in data && data.version)} ${customerid}`,
  );
const outboxes = async () => (await world.resources()).filter(({ outbox }) => outbox !== undefined);

beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
});

describe("an inventory of a customer's account", () => {
  it('tells what was added with its first write of many rows, and later what was changed and removed', async () => {
    await giveAccount(OWNER);
    list(fetched('vpc-1'), fetched('vpc-2'), fetched('vpc-3'));
    await nextDay();
    expect(toldOfResources().toSorted()).toEqual([1, 2, 3].map((id) => `added vpc-${id} v1 ${OWNER}`));
    expect(await outboxes()).toEqual([]);

    list(fetched('vpc-1', { name: 'renamed' }), fetched('vpc-2'), fetched('vpc-4'));
    world.bus.publisher.sent.length = 0;
    await nextDay();
    expect(toldOfResources().toSorted()).toEqual([`added vpc-4 v1 ${OWNER}`, `removed vpc-3 v2 ${OWNER}`, `updated vpc-1 v2 ${OWNER}`]);
    expect(told('muster.resource.updated')).toMatchObject([{ subject: uidOf('vpc-1'), accountid: ACCOUNT, data: { name: 'renamed' } }]);
    expect(await outboxes()).toEqual([]);

    world.bus.publisher.sent.length = 0;
    await nextDay();
    expect(toldOfResources()).toEqual([]);

    list(fetched('vpc-1', { name: 'renamed' }), fetched('vpc-2'), fetched('vpc-3'), fetched('vpc-4'));
    await nextDay();
    expect(toldOfResources()).toEqual([`added vpc-3 v3 ${OWNER}`]);
  });

  it('tells nothing of resources without an owner, and costs no write for them', async () => {
    list(fetched('vpc-1'), fetched('vpc-2'));
    await nextDay();
    list(fetched('vpc-1', { name: 'renamed' }), fetched('vpc-2'));
    await nextDay();
    expect(toldOfResources()).toEqual([]);
    expect(world.store.requests.has('update resources')).toBe(false);
  });

  it('tells the owner of a single resource before that of the account', async () => {
    await giveAccount(OWNER);
    await world.store.put('customer_resources', { resource_uid: uidOf('vpc-1'), customer_id: OTHER, account_id: ACCOUNT });
    list(fetched('vpc-1'), fetched('vpc-2'));
    await nextDay();
    expect(toldOfResources().toSorted()).toEqual([`added vpc-1 v1 ${OTHER}`, `added vpc-2 v1 ${OWNER}`]);
  });

  it.each(['the first write of many rows', 'a write of one row'])('keeps its events in the rows if the bus is down at %s', async (when) => {
    await giveAccount(OWNER);
    if (when === 'a write of one row') {
      list(fetched('vpc-1'));
      await nextDay();
      world.bus.publisher.sent.length = 0;
    }
    world.bus.publisher.refuses = () => true;
    list(fetched('vpc-1', { name: 'a' }));
    await nextDay();
    list(fetched('vpc-1', { name: 'b' }));
    await nextDay();
    expect(toldOfResources()).toEqual([]);
    expect((await outboxes()).map(({ outbox }) => outbox?.length)).toEqual([2]);

    world.bus.publisher.refuses = () => false;
    world.clock.advance(DAY_MS);
    await sendUnsent({ ...world.deps(), outbox: world.bus.outbox });
    const first = when === 'a write of one row' ? 1 : 0;
    expect(toldOfResources()).toEqual([
      `${first ? 'updated' : 'added'} vpc-1 v${1 + first} ${OWNER}`,
      `updated vpc-1 v${2 + first} ${OWNER}`,
    ]);
    expect(await outboxes()).toEqual([]);
  });
});

describe('an account that can no longer be read', () => {
  const unreadable = () => told('muster.account.unreadable');
  const refuse = () => world.cloud.refuse(ACCOUNT, cloudError('denied', 'The role was deleted.'));

  beforeEach(async () => {
    await giveAccount(OWNER);
    list(fetched('vpc-1'));
    world.cloud.put(ACCOUNT, USER, 'global', []);
  });

  it('is told once for each loss, and again after it could be read', async () => {
    await nextDay();
    expect(unreadable()).toEqual([]);
    refuse();
    await nextDay();
    expect(unreadable()).toMatchObject([
      { subject: ACCOUNT, accountid: ACCOUNT, customerid: OWNER, severity: 'high', data: { error: 'The role was deleted.' } },
    ]);
    await nextDay();
    expect(unreadable()).toHaveLength(1);

    world.cloud.heal();
    await nextDay();
    expect(unreadable()).toHaveLength(1);
    refuse();
    await nextDay();
    await nextDay();
    expect(unreadable()).toHaveLength(2);
    expect(new Set(unreadable().map(({ id }) => id)).size).toBe(2);
  });

  it('is told again also if the worker that found the first loss died, and its next attempt could log in', async () => {
    await nextDay();
    refuse();
    world.clock.advance(DAY_MS);
    await world.start();
    // The worker dies once the loss is noted: what it writes after that, the end of its task, never comes.
    const [message] = world.queue.messages.splice(0);
    const { account_id } = message!.body as TaskMessage;
    const row = (await world.accounts.get(account_id, { consistent: true }))!;
    await noteLoss(row, 'The role was deleted.', new Date(world.clock.now()).toISOString(), {
      store: world.store,
      outbox: world.bus.outbox,
    });
    world.cloud.heal();
    world.clock.advance(60_000);
    await world.work(message!.body as TaskMessage);
    refuse();
    await nextDay();
    expect(unreadable()).toHaveLength(2);
  });

  it('was not lost if it could never be read', async () => {
    refuse();
    await nextDay();
    expect(unreadable()).toEqual([]);
    expect(world.store.requests.has('get unreadable_accounts')).toBe(false);
  });

  it('was not lost if the cloud only failed to answer', async () => {
    await nextDay();
    world.cloud.refuse(ACCOUNT, cloudError('throttled'));
    await nextDay();
    expect(unreadable()).toEqual([]);
  });

  it('is told once the bus accepts it, with every loss until then', async () => {
    await nextDay();
    world.bus.publisher.refuses = () => true;
    refuse();
    await nextDay();
    world.cloud.heal();
    await nextDay();
    refuse();
    await nextDay();
    world.bus.publisher.refuses = () => false;
    world.clock.advance(DAY_MS);
    await sendUnsent({ ...world.deps(), outbox: world.bus.outbox });
    expect(unreadable()).toHaveLength(2);
  });
});

describe('a row of customer_resources that is only kept for its events', () => {
  it('names no owner', async () => {
    const key: Key = { resource_uid: uidOf('vpc-1') };
    const dying = { ...key, account_id: ACCOUNT, customer_id: OTHER, outbox_then: 'delete' };
    await world.store.put('customer_resources', dying);
    const account = parseAccountId(ACCOUNT);
    await giveAccount(OWNER);
    expect(await resourceOwner(world.store, account).of(uidOf('vpc-1'))).toBe(OWNER);
    expect(await new AccountOwners(world.store, { account_id: account }).of(uidOf('vpc-1'))).toBeUndefined();
  });
});
