import { beforeEach, describe, expect, it } from '@jest/globals';
import { sendUnsent } from '../../../shared/events/send-unsent.ts';
import { suppressFinding, unsuppressFinding } from '../../../shared/scan/suppress-finding.ts';
import { ACCOUNT, idOf, policy, ScanWorld } from './support.ts';

const OWNER = 'cus_owner';
let world: ScanWorld;

beforeEach(async () => {
  world = await ScanWorld.create();
  await world.rows.update('accounts', { account_id: ACCOUNT }, { set: { customer_id: OWNER } });
});

const publisher = () => world.world.bus.publisher;
const told = () => publisher().sent.flatMap(({ type, subject }) => (type.startsWith('muster.finding.') ? [{ type, subject }] : []));
const types = () => told().map(({ type }) => type.replace('muster.finding.', ''));
const stored = () => world.finding('bad')?.outbox?.map(({ type }) => type.replace('muster.finding.', ''));

describe('the events of a finding', () => {
  it('are told as it is opened, resolved and opened again, to the owner of the resource', async () => {
    await world.day({ bad: 'fail', good: 'pass' });
    await world.day({ bad: 'pass', good: 'pass' });
    await world.day({ bad: 'fail', good: 'pass' });
    expect(types()).toEqual(['opened', 'resolved', 'reopened']);
    expect(new Set(told().map(({ subject }) => subject))).toEqual(new Set([idOf('bad')]));
    expect(publisher().of('muster.finding.opened')).toMatchObject([
      { customerid: OWNER, accountid: ACCOUNT, severity: 'high', data: { resource_name: 'bad', reason: 'failed' } },
    ]);
    expect(new Set(publisher().sent.map(({ id }) => id)).size).toBe(publisher().sent.length);
    expect(stored()).toBeUndefined();
  });

  it('are none below the severity from which findings are told', async () => {
    world.policies = [policy('ec2.one', { severity: 'medium' })];
    await world.day({ bad: 'fail' });
    await world.day({ bad: 'pass' });
    expect(types()).toEqual([]);
    expect(world.rows.requests.has('update findings')).toBe(false);
  });

  it('are none when it is hidden; it is opened again when it is no longer hidden', async () => {
    await world.day({ bad: 'fail' });
    await suppressFinding(world.by(), idOf('bad'), { reason: 'accepted risk', author: 'ann' });
    expect(types()).toEqual(['opened']);
    await unsuppressFinding(world.by(), idOf('bad'), { author: 'ann' });
    expect(types()).toEqual(['opened', 'reopened']);
  });

  it('stay in the row while the bus refuses them, also when the row is replaced by a write that causes none', async () => {
    publisher().refuses = () => true;
    await world.day({ bad: 'fail' });
    expect(stored()).toEqual(['opened']);
    await suppressFinding(world.by(), idOf('bad'), { reason: 'accepted risk', author: 'ann' });
    expect(world.finding('bad')?.status).toBe('suppressed');
    expect(stored()).toEqual(['opened']);
    await unsuppressFinding(world.by(), idOf('bad'), { author: 'ann' });
    await world.day({ bad: 'pass' });
    expect(stored()).toEqual(['opened', 'reopened', 'resolved']);

    publisher().refuses = () => false;
    world.clock.advance(86_400_000);
    await sendUnsent({ ...world.world.deps(), outbox: world.world.bus.outbox });
    expect(types()).toEqual(['opened', 'reopened', 'resolved']);
    expect(stored()).toBeUndefined();
    expect(world.finding('bad')?.status).toBe('resolved');
  });
});
