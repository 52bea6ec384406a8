import { describe, expect, it } from '@jest/globals';
import { causedEvent, envelope, keyDigest, parseEvent } from '../../../shared/events/event.ts';
import { EVENT_TYPE_NAMES, EVENT_TYPES } from '../../../shared/events/event-types.ts';

const cause = { table: 'accounts', key: { account_id: 'aws:1' }, transition: 3 } as const;
const added = (customer: object = {}) =>
  causedEvent(cause, {
    type: 'muster.customer.updated',
    subject: 'cus_1',
    time: '2026-11-21T14:30:22.000Z',
    severity: 'informational',
    customerid: 'cus_1',
    data: { customer_id: 'cus_1', name: 'Acme', ...customer },
  });

describe('an event', () => {
  it('has the same id for the same cause, and another one for each other write, row and table', () => {
    const id = (over: object) => causedEvent({ ...cause, ...over }, { ...added() }).id;
    expect(id({})).toBe(added().id);
    const others = [{ transition: 4 }, { key: { account_id: 'aws:2' } }, { table: 'leases' as const }].map(id);
    expect(new Set([id({}), ...others]).size).toBe(4);
    expect(id({})).toMatch(/^accounts:[\w-]{22}:3$/);
  });

  it('does not depend on the order in which a key is written', () => {
    expect(keyDigest({ account_id: 'aws:1', finding_id: 'f' })).toBe(keyDigest({ finding_id: 'f', account_id: 'aws:1' }));
  });

  it('is refused if its data is not what its type says', () => {
    expect(() => added({ name: 7 })).toThrow(/name/);
  });

  it('keeps nothing of its data that its type does not name', () => {
    expect(added({ email: 'ada@example.com' }).data).toEqual({ customer_id: 'cus_1', name: 'Acme' });
  });

  it('cuts long texts, and repairs texts that are not well-formed Unicode', () => {
    expect(added({ name: 'x'.repeat(5_000) }).data).toMatchObject({ name: 'x'.repeat(1_000) });
    expect(added({ name: 'a\uD800b' }).data).toMatchObject({ name: 'a\uFFFDb' });
  });

  it('travels in a CloudEvents 1.0 envelope, which can be read again', () => {
    const event = envelope(added(), '/muster/test');
    expect(event).toMatchObject({
      specversion: '1.0',
      source: '/muster/test',
      type: 'muster.customer.updated',
      datacontenttype: 'application/json',
      severity: 'informational',
      customerid: 'cus_1',
    });
    // CloudEvents 1.0: names of attributes are lower-case letters and digits.
    for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
    expect(event).not.toHaveProperty('accountid');
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it.each([
    ['type', { type: 'muster.nothing' }],
    ['id', { id: '' }],
    ['specversion', { specversion: '0.3' }],
    ['severity', { severity: 'grave' }],
    ['time', { time: 'yesterday' }],
    ['data', { data: { customer_id: 'cus_1' } }],
  ])('is not read if its %s is wrong', (member, wrong) => {
    expect(() => parseEvent({ ...envelope(added(), '/muster/test'), ...wrong })).toThrow(member);
  });
});

describe('the types of events', () => {
  it.each(EVENT_TYPE_NAMES)('%s is named after a thing and what happened to it, and says when it is sent', (type) => {
    expect(type).toMatch(/^muster\.[a-z]+\.[a-z_]+$/);
    expect(EVENT_TYPES[type].when).toMatch(/^[A-Z].*\.$/);
  });
});
