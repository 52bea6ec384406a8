import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openSecurityRules, securityRulesOpen } from '../../../../../shared/policies/cel/library/security-rules.ts';
import { NotKnown } from '../../../../../shared/policies/cel/run.ts';
import { say } from '../../support.ts';

const rule = (more: Readonly<Record<string, unknown>> = {}, name = 'rule'): object => ({
  name,
  properties: {
    access: 'Allow',
    direction: 'Inbound',
    priority: 200,
    protocol: 'Tcp',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '22',
    ...more,
  },
});

/** A denial before `rule()`. */
const denial = (more: Readonly<Record<string, unknown>> = {}): object => rule({ access: 'Deny', priority: 100, ...more }, 'denial');

const open = (...rules: readonly object[]): boolean => securityRulesOpen(rules, 'tcp', [22]);

describe('one rule that allows', () => {
  it.each<[string, Record<string, unknown>]>([
    ['from *', {}],
    ['from the tag Internet', { sourceAddressPrefix: 'Internet' }],
    ['from the tag in another case', { sourceAddressPrefix: 'INTERNET' }],
    ['from any', { sourceAddressPrefix: 'any' }],
    ['from all of IPv4', { sourceAddressPrefix: '0.0.0.0/0' }],
    ['from all of IPv6', { sourceAddressPrefix: '::/0' }],
    ['from half of IPv4', { sourceAddressPrefix: '128.0.0.0/1' }],
    ['from a list with the internet', { sourceAddressPrefix: '', sourceAddressPrefixes: ['10.0.0.0/8', '0.0.0.0/0'] }],
    ['from two halves of IPv4', { sourceAddressPrefix: undefined, sourceAddressPrefixes: ['0.0.0.0/1', '128.0.0.0/1'] }],
    ['to a range of ports', { destinationPortRange: '20-25' }],
    ['to a range that ends with the port', { destinationPortRange: '0-22' }],
    ['to a range that begins with the port', { destinationPortRange: '22-65535' }],
    ['to a range with spaces', { destinationPortRange: '20 - 25' }],
    ['to every port', { destinationPortRange: '*' }],
    ['to a list of ports', { destinationPortRange: '', destinationPortRanges: ['443', '20-30'] }],
    ['of any protocol', { protocol: '*' }],
    ['of the protocol in another case', { protocol: 'TCP' }],
    ['from some ports only, which a client can choose', { sourcePortRange: '1024-65535' }],
    ['to one machine', { destinationAddressPrefix: '10.0.0.4' }],
    ['inbound in another case', { direction: 'inbound', access: 'ALLOW' }],
  ])('%s is open', (_, more) => {
    expect(open(rule(more))).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['outbound', { direction: 'Outbound' }],
    ['that denies', { access: 'Deny' }],
    ['of UDP', { protocol: 'Udp' }],
    ['of ICMP', { protocol: 'Icmp' }],
    ['to the ports right above and below', { destinationPortRange: '', destinationPortRanges: ['21', '23', '0-21', '23-100'] }],
    ['to ports that begin with the same digits', { destinationPortRange: '220-229' }],
    ['from a private network', { sourceAddressPrefix: '10.0.0.0/8' }],
    ['from one address', { sourceAddressPrefix: '8.8.8.8' }],
    ['from a block as wide as one owner has', { sourceAddressPrefix: '8.0.0.0/8' }],
    ['from the virtual network', { sourceAddressPrefix: 'VirtualNetwork' }],
    ['from a service of one region', { sourceAddressPrefix: 'Storage.WestEurope' }],
    [
      'from an application security group',
      { sourceAddressPrefix: undefined, sourceApplicationSecurityGroups: [{ id: '/subscriptions/s/x/web' }] },
    ],
  ])('%s is closed', (_, more) => {
    expect(open(rule(more))).toBe(false);
  });

  it('is closed where there is none', () => {
    expect(open()).toBe(false);
  });
});

describe('a denial before the rule', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['of everything', {}, { protocol: '*', destinationPortRange: '*' }],
    ['of the same', {}, {}],
    ['of the tag Internet', { sourceAddressPrefix: '0.0.0.0/0' }, { sourceAddressPrefix: 'Internet' }],
    [
      'in two halves',
      { sourceAddressPrefix: '0.0.0.0/0' },
      { sourceAddressPrefix: '', sourceAddressPrefixes: ['0.0.0.0/1', '128.0.0.0/1'] },
    ],
    [
      'in two blocks',
      { sourceAddressPrefix: '8.0.0.0/6' },
      { sourceAddressPrefix: '', sourceAddressPrefixes: ['8.0.0.0/7', '10.0.0.0/7'] },
    ],
    ['of a wider range of ports', {}, { destinationPortRange: '0-1023' }],
    ['of the network around the machine', { destinationAddressPrefix: '10.0.0.4' }, { destinationAddressPrefix: '10.0.0.0/24' }],
    ['of the virtual network as destination', {}, { destinationAddressPrefix: 'VirtualNetwork' }],
    [
      'of the same application security group',
      { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [{ id: '/a/Web' }] },
      { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [{ id: '/a/web' }, { id: '/a/db' }] },
    ],
  ])('%s closes it', (_, allowed, denied) => {
    expect(open(rule(allowed), denial(denied))).toBe(false);
    expect(open(denial(denied), rule(allowed))).toBe(false);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['with a larger number', {}, { priority: 300 }],
    ['of another protocol', { protocol: '*' }, { protocol: 'Udp' }],
    ['of another port', { destinationPortRange: '20-25' }, { destinationPortRange: '23-25' }],
    ['of the other direction', {}, { direction: 'Outbound' }],
    ['of half of the internet', { sourceAddressPrefix: '0.0.0.0/0' }, { sourceAddressPrefix: '0.0.0.0/1' }],
    ['of IPv4 alone', {}, { sourceAddressPrefix: '0.0.0.0/0' }],
    ['of a service tag', {}, { sourceAddressPrefix: 'AzureCloud' }],
    ['of a source that cannot be read', {}, { sourceAddressPrefix: '10.0.0.1-10.0.0.9' }],
    ['of one machine', {}, { destinationAddressPrefix: '10.0.0.4' }],
    ['of another machine', { destinationAddressPrefix: '10.0.0.5' }, { destinationAddressPrefix: '10.0.0.4' }],
    ['from some ports', {}, { sourcePortRange: '1024-65535' }],
    [
      'of another application security group',
      { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [{ id: '/a/web' }] },
      { destinationAddressPrefix: undefined, destinationApplicationSecurityGroups: [{ id: '/a/db' }] },
    ],
  ])('%s leaves it open', (_, allowed, denied) => {
    expect(open(rule(allowed), denial(denied))).toBe(true);
  });

  it('closes only the ports that it names', () => {
    const rules = [rule({ destinationPortRange: '80-443' }), denial({ destinationPortRange: '80' })];

    expect(securityRulesOpen(rules, 'tcp', [80])).toBe(false);
    expect(securityRulesOpen(rules, 'tcp', [80, 443])).toBe(true);
  });

  it('of IPv4 closes a rule for machines with IPv4 addresses, whatever its source', () => {
    expect(open(rule({ destinationAddressPrefix: '10.0.0.4' }), denial({ sourceAddressPrefix: '0.0.0.0/0' }))).toBe(false);
    expect(open(rule({ destinationAddressPrefix: 'fd00::4' }), denial({ sourceAddressPrefix: '0.0.0.0/0' }))).toBe(true);
  });

  it('has no effect after a rule that allows the same', () => {
    expect(open(rule({ priority: 100 }), denial({ priority: 101 }), rule({ priority: 102, access: 'Deny' }))).toBe(true);
  });
});

describe('several rules', () => {
  it('are open together if each has a half of the internet', () => {
    const halves = [
      rule({ sourceAddressPrefix: '0.0.0.0/5', priority: 200 }, 'low'),
      rule({ sourceAddressPrefix: '8.0.0.0/8', priority: 201 }, 'middle'),
      rule({ sourceAddressPrefix: '9.0.0.0/8', priority: 202 }, 'high'),
    ];

    expect(securityRulesOpen(halves.slice(1, 2), 'tcp', [22])).toBe(false);
    expect(securityRulesOpen(halves.slice(1), 'tcp', [22])).toBe(true);
    expect(openSecurityRules(halves.slice(1), 'tcp', [22]).map(({ name }) => name)).toEqual(['middle', 'high']);
  });

  it('are shown if they are open, and no others', () => {
    const rules = [
      rule({ destinationPortRange: '20-25', sourceAddressPrefix: 'Internet', protocol: '*' }, 'wide'),
      rule({ priority: 201, destinationPortRange: '', destinationPortRanges: ['22', '*'] }, 'list'),
      rule({ priority: 202, sourceAddressPrefix: '10.0.0.0/8' }, 'private'),
      rule({ priority: 203, destinationPortRange: '443' }, 'web'),
    ];

    expect(openSecurityRules(rules, 'tcp', [22])).toEqual([
      { name: 'wide', priority: 200, protocol: 'all', ports: ['20-25'], sources: ['internet'] },
      { name: 'list', priority: 201, protocol: 'tcp', ports: ['22', 'all'], sources: ['*'] },
    ]);
  });

  it('give the answer of a packet-by-packet look at the first rule that matches, in whatever order they come', () => {
    const BLOCKS = [
      '0.0.0.0/2',
      '64.0.0.0/2',
      '128.0.0.0/2',
      '192.0.0.0/2',
      '0.0.0.0/1',
      '0.0.0.0/0',
      '*',
      'Internet',
      '10.0.0.0/8',
      'VirtualNetwork',
    ];
    /** One public address of each quarter of IPv4. */
    const QUARTERS = [0, 1, 2, 3];
    const quartersOf: Record<string, readonly number[]> = {
      '0.0.0.0/2': [0],
      '64.0.0.0/2': [1],
      '128.0.0.0/2': [2],
      '192.0.0.0/2': [3],
      '0.0.0.0/1': [0, 1],
      '0.0.0.0/0': QUARTERS,
      '*': QUARTERS,
      Internet: QUARTERS,
      '10.0.0.0/8': [],
      VirtualNetwork: [],
    };
    const arbitrary = fc.record({
      access: fc.constantFrom('Allow', 'Deny'),
      source: fc.constantFrom(...BLOCKS),
      port: fc.constantFrom('22', '*', '23'),
      protocol: fc.constantFrom('Tcp', '*', 'Udp'),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 6 }), fc.integer({ min: 0, max: 5 }), (drawn, rotation) => {
        const reached = QUARTERS.some((quarter) => {
          const first = drawn.find(
            ({ source, port, protocol }) => quartersOf[source]!.includes(quarter) && port !== '23' && protocol !== 'Udp',
          );
          return first?.access === 'Allow';
        });
        // IPv6 comes in by * and Internet alone.
        const sixth = drawn.find(
          ({ source, port, protocol }) => (source === '*' || source === 'Internet') && port !== '23' && protocol !== 'Udp',
        );
        const rules = drawn.map(({ access, source, port, protocol }, index) =>
          rule({ access, protocol, priority: 100 + index, sourceAddressPrefix: source, destinationPortRange: port }, `rule ${index}`),
        );
        const turned = [...rules.slice(rotation), ...rules.slice(0, rotation)];
        expect(open(...turned)).toBe(reached || sixth?.access === 'Allow');
      }),
    );
  });
});

describe('a rule that cannot be read', () => {
  it.each(['access', 'direction', 'priority', 'protocol', 'sourceAddressPrefix', 'destinationPortRange'])(
    'without %s leaves it unknown',
    (member) => {
      for (const missing of [undefined, null, '']) expect(() => open(rule({ [member]: missing }))).toThrow(NotKnown);
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['a source that is none', { sourceAddressPrefix: '10.0.0.300' }],
    ['a port that is none', { destinationPortRange: 'ssh' }],
    ['an access that is none', { access: 'Maybe' }],
  ])('with %s leaves it unknown', (_, more) => {
    expect(() => open(rule(more))).toThrow(NotKnown);
  });

  it('without properties leaves it unknown', () => {
    expect(() => open({ name: 'empty' })).toThrow(NotKnown);
  });

  it('says in an expression which rule it is', () => {
    expect(say("security_rules_open([{'name': 'a'}], 'tcp', [22])")).toBe('unknown');
    expect(say("security_rules_open([], 'tcp', [22])")).toBe('fail');
    expect(say("security_rules_open(config.rules, 'tcp', [22])", { config: { rules: [rule()] } })).toBe('pass');
  });
});

it('refuses a protocol without ports', () => {
  expect(() => securityRulesOpen([], 'icmp', [22])).toThrow("'icmp' is no protocol with ports: write 'tcp' or 'udp'.");
});

it('knows ports as CEL writes them', () => {
  expect(securityRulesOpen([rule()], 'TCP', [22n])).toBe(true);
});
