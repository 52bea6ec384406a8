import { describe, expect, it } from '@jest/globals';
import { isManagedId, managedId, tokenOf } from '../../../shared/managed/managed-id.ts';
import { account } from '../../support/api-fixture.ts';

const PLACE = { account_id: account('1'), region: 'eu-west-1', type: 'database', name: 'shop' };

describe('the id of a managed resource', () => {
  it('is the same for the same account, region, type and name', () => {
    expect(managedId(PLACE)).toBe(managedId({ ...PLACE }));
    expect(managedId(PLACE)).toMatch(/^mgd_[\w-]{22}$/);
    expect(isManagedId(managedId(PLACE))).toBe(true);
  });

  it.each([
    { account_id: account('2') },
    { region: 'eu-west-2' },
    { type: 'cache' },
    { name: 'shop-2' },
    // Texts that would be equal if they were only strung together.
    { region: 'eu-west-1database', type: '' },
  ])('differs for another %o', (other) => {
    expect(managedId({ ...PLACE, ...other })).not.toBe(managedId(PLACE));
  });

  it.each(['', 'mgd_', 'mgd_short', 'cus_4mK0cJ7pQ2vZs1xT9yB8aw', `${managedId(PLACE)}x`, ` ${managedId(PLACE)}`])('is not %j', (text) => {
    expect(isManagedId(text)).toBe(false);
  });
});

describe('a token', () => {
  const cause = { managed_id: managedId(PLACE), incarnation: 'a', step: 'create', number: 1 };

  it('has 26 lower-case letters and digits, and is the same for the same cause', () => {
    expect(tokenOf(cause)).toMatch(/^[a-z2-7]{26}$/);
    expect(tokenOf({ ...cause })).toBe(tokenOf(cause));
  });

  it.each([{ incarnation: 'b' }, { step: 'delete' }, { number: 2 }])('differs for another %o', (other) => {
    expect(tokenOf({ ...cause, ...other })).not.toBe(tokenOf(cause));
  });
});
