import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unitName } from '../../../shared/clouds/unit-path.ts';
import { MAX_SELECTOR, parseAccountSelector, type SelectableAccount } from '../../../shared/connections/account-selector.ts';
import { InvalidRequest } from '../../../shared/errors.ts';
import { parseAccountId } from '../../../shared/ids.ts';

const account = (more: Partial<SelectableAccount> = {}): SelectableAccount => ({
  account_id: parseAccountId('111111111111'),
  name: 'prod-web',
  connection_id: 'acme',
  ...more,
});
const selects = (selector: string, more: Partial<SelectableAccount> = {}): boolean => parseAccountSelector(selector).matches(account(more));
/** Writes a text so that a pattern means just that text. */
const literal = (text: string): string => encodeURIComponent(text).replaceAll('*', '%2A');

describe('a selector of accounts', () => {
  it.each(['111111111111', 'aws:111111111111'])('is an id: %s', (id) => {
    expect(selects(id)).toBe(true);
    expect(selects(id, { account_id: parseAccountId('222222222222') })).toBe(false);
    expect(parseAccountSelector(id).id).toBe('aws:111111111111');
  });

  it.each([
    ['/Root/Prod', 'Prod', true],
    ['/Root/Prod/', 'Prod', true],
    ['/Prod', 'Prod', true],
    ['Prod', 'Prod', true],
    ['/Root/Prod', 'Prod/Web', false],
    ['/Root/Prod', 'prod', false],
    ['/Root/Prod/*', 'Prod', true],
    ['/Root/Prod/*', 'Prod/Web/Blue', true],
    ['/Root/Prod/*', 'Production', false],
    ['/Root/Prod*', 'Production', true],
    ['/Root/Prod*', 'Production/Web', false],
    ['/Root/*/Web', 'Prod/Web', true],
    ['/Root/*/Web', 'Prod/EU/Web', false],
    ['/Root', '', true],
    ['/', '', true],
    ['/Root', 'Prod', false],
    ['/Root/*', '', true],
    ['/*', 'Prod/Web', true],
    ['/Root/Root', 'Root', true],
    ['Root', 'Root', true],
    ['/Root/R%2FD', 'R%2FD', true],
    ['/Root/R/D', 'R%2FD', false],
    ['/Root/50%25', '50%25', true],
    ['/Root/a%2Ab', 'a*b', true],
    ['/Root/a%2Ab', 'axb', false],
  ])('unit:%s, for an account in %j: %s', (path, organizational_unit, expected) => {
    expect(selects(`unit:${path}`, { organizational_unit })).toBe(expected);
  });

  it.each(['unit:/*', 'unit:/', 'tag:*'])('%s does not select an account of which that is not known', (selector) => {
    expect(selects(selector)).toBe(false);
  });

  it.each([
    ['tag:team', true],
    ['tag:team=payments', true],
    ['tag:team=pay*', true],
    ['tag:*=payments', true],
    ['tag:tea*', true],
    ['tag:team=pay', false],
    ['tag:Team', false],
    ['tag:payments', false],
    ['tag:__proto__', false],
    ['tag:a=b=c', true],
  ])('%s, of an account with tags: %s', (selector, expected) => {
    expect(selects(selector, { tags: { team: 'payments', 'a=b': 'c' } })).toBe(expected);
  });

  it('tells tags called like members of objects from those members', () => {
    const tags = JSON.parse('{"__proto__": "x", "constructor": ""}') as Record<string, string>;

    expect(selects('tag:__proto__=x', { tags })).toBe(true);
    expect(selects('tag:constructor', { tags })).toBe(true);
    expect(selects('tag:toString', { tags })).toBe(false);
  });

  it.each([
    ['name:prod-*', true],
    ['name:*-web', true],
    ['name:p*d*w*b', true],
    ['name:prod-web*', true],
    ['name:prod-web-*', false],
    ['name:prod-webweb', false],
    ['name:prod*prod-web', false],
    ['name:.*', false],
    ['connection:acme', true],
    ['connection:a*', true],
    ['connection:acm', false],
  ])('%s: %s', (selector, expected) => {
    expect(selects(selector)).toBe(expected);
  });

  it('finds every text that is written literally, and only that text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.string({ minLength: 1, maxLength: 30 }), (text, other) => {
        expect(selects(`name:${literal(text)}`, { name: text })).toBe(true);
        expect(selects(`name:${literal(text)}`, { name: other })).toBe(text === other);
        expect(selects(`tag:${literal(text)}=${literal(other)}`, { tags: { [text]: other } })).toBe(true);
        expect(selects(`unit:/Root/${literal(text)}/*`, { organizational_unit: `${unitName(text)}/${unitName(other)}` })).toBe(true);
      }),
    );
  });

  it('takes no long time for a pattern of many stars', () => {
    const started = performance.now();

    expect(selects(`name:${'a*'.repeat(240)}b`, { name: 'a'.repeat(100_000) })).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([
    ['prod', /^accounts: "prod" is neither an account id nor a selector of accounts; write aws:123456789012.*unit:\/Root\/Prod\/\*/],
    ['units:/Prod', /is neither.*Did you mean unit\?$/],
    ['', /is neither/],
    ['*', /is neither/],
    ['unit:', /^accounts: "unit:" selects nothing; write a pattern after the colon, such as unit:/],
    ['unit:/Root//Prod', /has a unit without a name/],
    ['name:50%', /has a % that is not followed by the two hexadecimal digits.*write %25/],
    ['tag:a=%zz', /has a %/],
    ['name:a\u0000b', /has control characters/],
    ['name:\u{d800}', /has control characters/],
    [`name:${'a'.repeat(MAX_SELECTOR)}`, new RegExp(`has ${MAX_SELECTOR + 5} characters; at most ${MAX_SELECTOR}`)],
  ])('refuses %j with one sentence', (text, message) => {
    const parse = () => parseAccountSelector(text, 'accounts');

    expect(parse).toThrow(message);
    expect(parse).toThrow(InvalidRequest);
  });
});
