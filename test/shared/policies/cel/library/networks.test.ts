import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cidrAnywhere, cidrContains, cidrPublic } from '../../../../../shared/policies/cel/library/networks.ts';

describe('cidr_anywhere', () => {
  it.each(['0.0.0.0/0', '::/0', '10.0.0.0/0', '0:0:0:0:0:0:0:0/0'])('is true of %s', (block) => {
    expect(cidrAnywhere(block)).toBe(true);
  });

  it.each(['0.0.0.0/1', '0.0.0.0', '::', '::/1', '10.0.0.0/8'])('is false of %s', (block) => {
    expect(cidrAnywhere(block)).toBe(false);
  });
});

describe('cidr_public', () => {
  it.each([
    ['8.8.8.8', 'an address of the internet'],
    ['0.0.0.0/0', 'everything'],
    ['10.0.0.0/7', 'a block half of which is private'],
    ['172.0.0.0/8', 'a block that holds a private one'],
    ['100.0.0.0/8', 'a block that holds the carrier-grade one'],
    ['2600:1f18::/32', 'a block of the IPv6 internet'],
    ['::/0', 'all of IPv6'],
    ['::ffff:8.8.8.8', 'an IPv4 address in IPv6 clothes'],
    ['2000::/3', 'all of global unicast'],
  ])('is true of %s: %s', (text) => {
    expect(cidrPublic(text)).toBe(true);
  });

  it.each([
    ['10.0.0.0/8', 'private'],
    ['172.16.0.0/12', 'private'],
    ['192.168.1.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['100.64.0.0/10', 'carrier-grade NAT'],
    ['224.0.0.0/4', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['0.0.0.0', 'this network'],
    ['224.0.0.0/3', 'multicast and reserved together'],
    ['::1', 'loopback'],
    ['fe80::/10', 'link-local'],
    ['fc00::/7', 'unique local'],
    ['ff02::1', 'multicast'],
    ['2001:db8::/32', 'documentation'],
    ['::ffff:10.1.2.3', 'a private IPv4 address in IPv6 clothes'],
  ])('is false of %s: %s', (text) => {
    expect(cidrPublic(text)).toBe(false);
  });

  it('is true of a block if it is true of one address in it', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        expect(cidrPublic(`${address}/${prefix}`) || !cidrPublic(address)).toBe(true);
      }),
    );
  });
});

describe('cidr_contains', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.9.9.9/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/7', false],
    ['10.0.0.0/9', '10.128.0.0/9', false],
    ['0.0.0.0/0', '1.2.3.4', true],
    ['0.0.0.0/0', '::1', false],
    ['fd00::/8', 'fd12:3456::/48', true],
    ['fd00::/8', 'fe00::1', false],
  ])('of %s and %s is %s', (outer, inner, expected) => {
    expect(cidrContains(outer, inner)).toBe(expected);
  });

  it('is true of any block and every smaller block at the same address', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 32 }), (address, a, b) => {
        expect(cidrContains(`${address}/${Math.min(a, b)}`, `${address}/${Math.max(a, b)}`)).toBe(true);
      }),
    );
  });
});

it.each(['', 'web', '10.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '::/129', '1:2', '0x0a.0.0.1'])(
  '%j is no block: it is an error, not a guess',
  (text) => {
    expect(() => cidrPublic(text)).toThrow(/no IP address and no CIDR block/);
  },
);
