import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aclOpenRules } from '../../../../../shared/policies/cel/library/network-acls.ts';
import { NotKnown } from '../../../../../shared/policies/cel/run.ts';

type More = Readonly<Record<string, unknown>>;

const ports = (From: number, To: number): More => ({ PortRange: { From, To } });
/** An entry that lets everyone reach SSH. */
const entry = (more: More = {}): object => ({
  RuleNumber: 100,
  RuleAction: 'allow',
  Egress: false,
  Protocol: '6',
  CidrBlock: '0.0.0.0/0',
  ...ports(22, 22),
  ...more,
});
const denial = (more: More = {}): object => entry({ RuleAction: 'deny', RuleNumber: 90, ...more });
const ipv6 = (Ipv6CidrBlock: string): More => ({ CidrBlock: undefined, Ipv6CidrBlock });
const ssh = (...entries: readonly object[]) => aclOpenRules(entries, ['tcp'], [22]);
const numbers = (...entries: readonly object[]): readonly number[] => ssh(...entries).map(({ rule }) => rule);

describe('acl_open_rules', () => {
  it('finds a port exactly where it is within the range', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(65_535), fc.nat(65_535), (one, other, port) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];

        expect(aclOpenRules([entry(ports(from, to))], ['tcp'], [port]).length > 0).toBe(from <= port && port <= to);
      }),
    );
  });

  it.each<[string, More, More]>([
    ['one port', {}, { protocol: 'tcp', ports: '22', source: '0.0.0.0/0' }],
    ['a range of ports', ports(20, 25), { protocol: 'tcp', ports: '20-25', source: '0.0.0.0/0' }],
    ['every port', ports(0, 65_535), { protocol: 'tcp', ports: 'all', source: '0.0.0.0/0' }],
    ['every protocol', { Protocol: '-1', PortRange: undefined }, { protocol: 'all', ports: 'all', source: '0.0.0.0/0' }],
    ['all of IPv6', ipv6('::/0'), { protocol: 'tcp', ports: '22', source: '::/0' }],
    ['half of the internet', { CidrBlock: '128.0.0.0/1' }, { protocol: 'tcp', ports: '22', source: '128.0.0.0/1' }],
  ])('shows an entry for %s', (_, more, shown) => {
    expect(ssh(entry(more))).toEqual([{ rule: 100, ...shown }]);
  });

  it.each<[string, object]>([
    ['packets that go out', entry({ Egress: true })],
    ['another protocol', entry({ Protocol: '17' })],
    ['ICMP, which has no ports', entry({ Protocol: '1', PortRange: undefined })],
    ['a private network', entry({ CidrBlock: '10.0.0.0/8' })],
    ['a network of one company', entry({ CidrBlock: '8.8.8.0/24' })],
    ['a denial', denial()],
  ])('leaves out an entry for %s', (_, given) => {
    expect(ssh(given)).toEqual([]);
  });

  it.each<[string, object]>([
    ['everyone', denial()],
    ['everyone, for every protocol', denial({ Protocol: '-1', PortRange: undefined })],
    ['everyone, for more ports', denial(ports(0, 1023))],
  ])('counts a denial for %s', (_, given) => {
    expect(ssh(entry(), given)).toEqual([]);
    expect(ssh(given, entry())).toEqual([]);
  });

  it.each<[string, object]>([
    ['that comes later', denial({ RuleNumber: 110 })],
    ['of another port', denial(ports(23, 23))],
    ['of another protocol', denial({ Protocol: '17' })],
    ['of packets that go out', denial({ Egress: true })],
    ['of a part of the internet', denial({ CidrBlock: '8.0.0.0/8' })],
    ['of the other family', denial(ipv6('::/0'))],
  ])('does not count a denial %s', (_, given) => {
    expect(numbers(entry(), given)).toEqual([100]);
  });

  it('takes denials and entries that allow together', () => {
    const halves = [entry({ RuleNumber: 1, CidrBlock: '8.0.0.0/8' }), entry({ RuleNumber: 2, CidrBlock: '9.0.0.0/8' })];

    expect(ssh(halves[0]!)).toEqual([]);
    expect(numbers(...halves)).toEqual([1, 2]);
    expect(numbers(...halves, entry())).toEqual([100]);
    expect(ssh(entry(), denial({ CidrBlock: '0.0.0.0/1' }), denial({ RuleNumber: 91, CidrBlock: '128.0.0.0/1' }))).toEqual([]);
    expect(
      numbers(denial({ RuleNumber: 0, CidrBlock: '8.0.0.0/8' }), ...halves, entry({ RuleNumber: 3, CidrBlock: '11.0.0.0/8' })),
    ).toEqual([2, 3]);
  });

  it('looks at each port and each protocol', () => {
    const entries = [entry(ports(3389, 3389)), entry({ RuleNumber: 101, Protocol: '17', ...ports(3389, 3389) })];

    expect(aclOpenRules(entries, ['tcp', 'udp'], [22n, 3389n]).map(({ protocol }) => protocol)).toEqual(['tcp', 'udp']);
    expect(aclOpenRules(entries, ['tcp'], [22n])).toEqual([]);
  });

  it.each(['RuleNumber', 'RuleAction', 'Egress', 'Protocol', 'PortRange', 'CidrBlock'])(
    'does not know of an entry without %s',
    (member) => {
      expect(() => ssh(entry({ [member]: undefined }))).toThrow(
        new NotKnown(`the entry ${member === 'RuleNumber' ? 'undefined' : '100'} has no ${member} that can be read`),
      );
    },
  );

  it('refuses a protocol without ports', () => {
    expect(() => aclOpenRules([], ['icmp'], [22])).toThrow("'icmp' is no protocol with ports: write 'tcp' or 'udp'.");
  });
});
