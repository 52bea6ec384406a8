import { describe, expect, it } from '@jest/globals';
import { callerOfClaims, claimMappingSchema } from '../../../shared/access/claims.ts';
import { Forbidden } from '../../../shared/errors.ts';

const CUSTOMER = 'cus_0123456789abcdefABCD_-';
const base = { iss: 'https://login.example.com', sub: 'ann', 'muster:role': 'operator', 'muster:accounts': '*' };
const callerOf = (claims: Readonly<Record<string, unknown>>, mapping: object = {}) =>
  callerOfClaims({ ...base, ...claims }, claimMappingSchema.parse(mapping));

describe('the caller of a token', () => {
  it('is known by its issuer and subject, and called by what people know best', () => {
    expect(callerOf({})).toEqual({ id: 'https://login.example.com#ann', name: 'ann', role: 'operator', reach: { kind: 'all' } });
    expect(callerOf({ preferred_username: 'ann.b', name: 'Ann' }).name).toBe('ann.b');
    expect(callerOf({ email: 'ann@example.com', preferred_username: 'ann.b' }).name).toBe('ann@example.com');
    expect(callerOf({ email: ['x'], name: ' ' }).name).toBe('ann');
    expect(callerOf({ email: 'x'.repeat(1000) }).name).toHaveLength(200);
  });

  it.each([
    ['viewer', 'viewer'],
    [['viewer', 'admin', 'operator'], 'admin'],
    [['unknown', 'viewer'], 'viewer'],
    ['viewer,operator', 'operator'],
  ])('has the highest role that %j names', (role, expected) => {
    expect(callerOf({ 'muster:role': role }).role).toBe(expected);
  });

  it('has the role that its issuer calls by another name, also within another claim', () => {
    const mapping = { role: ['realm_access', 'roles'], roles: { 'muster-ops': 'operator', everyone: 'viewer' } };

    expect(callerOf({ realm_access: { roles: ['everyone', 'muster-ops'] } }, mapping).role).toBe('operator');
    // The names of Muster's roles mean nothing where the issuer's are mapped.
    expect(() => callerOf({ realm_access: { roles: ['admin'] } }, mapping)).toThrow(Forbidden);
  });

  it.each([
    [
      { 'muster:role': undefined },
      'The token gives no role: its claim muster:role is missing, and allowed are viewer, operator, admin; ask your administrator for one.',
    ],
    [
      { 'muster:role': 'root' },
      'The token gives no role: its claim muster:role has "root", and allowed are viewer, operator, admin; ask your administrator for one.',
    ],
    [{ 'muster:role': 'Admin' }, 'its claim muster:role has "Admin"'],
    [{ 'muster:role': { admin: true } }, 'its claim muster:role is missing'],
    [{ 'muster:role': [['admin']] }, 'its claim muster:role is missing'],
  ])('is refused without a role: %j', (claims, message) => {
    expect(() => callerOf(claims)).toThrow(message);
    expect(() => callerOf(claims)).toThrow(Forbidden);
  });

  it('does not get a role from what every object has', () => {
    expect(() => callerOf({}, { role: ['constructor', 'name'] })).toThrow(Forbidden);
    expect(() => callerOf({ 'muster:role': 'constructor' }, { roles: { staff: 'admin' } })).toThrow(Forbidden);
    expect(() => callerOf({ 'muster:role': '__proto__' }, { roles: { staff: 'admin' } })).toThrow(Forbidden);
  });
});

describe('what the caller may see', () => {
  const written = (claims: Readonly<Record<string, unknown>>, mapping?: object) => {
    const { reach } = callerOf(claims, mapping);
    return reach.kind === 'all' ? 'all' : { ...reach, ...(reach.selectors && { selectors: reach.selectors.map((each) => each.written) }) };
  };

  it.each([
    ['*', 'all'],
    [['*'], 'all'],
    ['unit:/Root/Prod/*,123456789012', { kind: 'limited', selectors: ['unit:/Root/Prod/*', '123456789012'] }],
    [['tag:team=payments'], { kind: 'limited', selectors: ['tag:team=payments'] }],
    [[], { kind: 'limited', selectors: [] }],
    ['', { kind: 'limited', selectors: [] }],
  ])('is what the claim with accounts selects: %j', (accounts, expected) => {
    expect(written({ 'muster:accounts': accounts })).toEqual(expected);
  });

  it('is what the customer owns, which accounts narrow and never widen', () => {
    expect(written({ customer_id: CUSTOMER, 'muster:accounts': undefined })).toEqual({ kind: 'limited', customer_id: CUSTOMER });
    expect(written({ customer_id: CUSTOMER, 'muster:accounts': '*' })).toEqual({ kind: 'limited', customer_id: CUSTOMER });
    expect(written({ customer_id: CUSTOMER, 'muster:accounts': 'unit:/Prod' })).toEqual({
      kind: 'limited',
      selectors: ['unit:/Prod'],
      customer_id: CUSTOMER,
    });
    expect(written({ customer_id: CUSTOMER, 'muster:accounts': undefined }, { default_accounts: '*' })).toEqual({
      kind: 'limited',
      customer_id: CUSTOMER,
    });
  });

  it('is nothing if the token does not say it, unless the issuer has a default', () => {
    expect(() => callerOf({ 'muster:accounts': undefined })).toThrow(
      'The token does not say what you may see: it has neither a claim customer_id nor a claim muster:accounts (* for every account); ask your administrator for one.',
    );
    expect(written({ 'muster:accounts': undefined }, { default_accounts: '*' })).toBe('all');
    expect(written({ 'muster:accounts': null }, { default_accounts: ['unit:/Prod'] })).toEqual({
      kind: 'limited',
      selectors: ['unit:/Prod'],
    });
  });

  it.each([
    [{ customer_id: '' }, 'The claim customer_id of the token cannot be used (customer_id: "" is not the id of a customer.)'],
    [{ customer_id: 'cus_1' }, 'The claim customer_id of the token cannot be used'],
    [{ customer_id: `${CUSTOMER}#` }, 'The claim customer_id of the token cannot be used'],
    [{ customer_id: [CUSTOMER] }, 'The claim customer_id of the token is no text'],
    [{ customer_id: 7 }, 'The claim customer_id of the token is no text'],
    [{ 'muster:accounts': 7 }, 'The claim muster:accounts of the token is neither a text nor a list of texts'],
    [{ 'muster:accounts': [7] }, 'The claim muster:accounts of the token is neither a text nor a list of texts'],
    [
      { 'muster:accounts': 'prod' },
      'The claim muster:accounts of the token cannot be used (accounts: "prod" is neither an account id nor a selector',
    ],
  ])('is never more because a claim is malformed: %j', (claims, message) => {
    expect(() => callerOf(claims)).toThrow(message);
    expect(() => callerOf(claims)).toThrow(Forbidden);
  });
});
