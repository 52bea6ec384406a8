import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { internetFamilies, internetRules, openToInternet, shownRules } from '../../../../../shared/policies/cel/library/exposure.ts';
import { isInternet } from '../../../../../shared/policies/cel/library/networks.ts';
import { NotKnown, Run } from '../../../../../shared/policies/cel/run.ts';

const run = new Run();

const open = (rules: readonly object[], ports: readonly number[] = [22], protocols = ['tcp'], families = ['ipv4']): boolean =>
  openToInternet(run, rules, families, protocols, ports);

const rule = (from: number, to: number, ...blocks: readonly string[]): object => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: to,
  IpRanges: blocks.map((CidrIp) => ({ CidrIp })),
});

/** Two hundred and fifty-six blocks that cover IPv4. */
const PARTS = Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`);

describe('sources that are the internet', () => {
  it.each<[readonly string[], 'ipv4' | 'ipv6']>([
    [['0.0.0.0/0'], 'ipv4'],
    [['0.0.0.0/1', '128.0.0.0/1'], 'ipv4'],
    [['0.0.0.0/1'], 'ipv4'],
    [['8.0.0.0/7'], 'ipv4'],
    [['8.0.0.0/9', '8.128.0.0/9', '9.0.0.0/32'], 'ipv4'],
    [PARTS, 'ipv4'],
    [['::/0'], 'ipv6'],
    [['::/1', '8000::/1'], 'ipv6'],
    [['2000::/3'], 'ipv6'],
    [['2600::/12'], 'ipv6'],
  ])('%j', (blocks, family) => {
    expect(isInternet(blocks, family)).toBe(true);
  });

  it.each<[readonly string[], 'ipv4' | 'ipv6']>([
    [[], 'ipv4'],
    [['8.0.0.0/8'], 'ipv4'],
    [['8.0.0.0/8', '8.0.0.0/8', '8.1.0.0/16'], 'ipv4'],
    [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8'], 'ipv4'],
    [['224.0.0.0/3'], 'ipv4'],
    [['::/0'], 'ipv4'],
    [['0.0.0.0/0'], 'ipv6'],
    [['fc00::/7', 'fe80::/10'], 'ipv6'],
    [['2600:1f00::/24'], 'ipv6'],
  ])('not %j of %s', (blocks, family) => {
    expect(isInternet(blocks, family)).toBe(false);
  });

  it('stay so, however the blocks are cut and ordered', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(PARTS), fc.integer({ min: 8, max: 10 }), (blocks, prefix) => {
        const cut = blocks.flatMap((block) => {
          const first = block.split('.')[0];
          return Array.from({ length: 2 ** (prefix - 8) }, (_, part) => `${first}.${(part * 256) / 2 ** (prefix - 8)}.0.0/${prefix}`);
        });
        expect(isInternet(cut, 'ipv4')).toBe(isInternet(blocks, 'ipv4'));
      }),
      { numRuns: 30 },
    );
  });
});

describe('open_to_internet', () => {
  it('puts the rules for one port together, not those for several', () => {
    expect(open([rule(20, 30, '0.0.0.0/2', '64.0.0.0/2'), rule(22, 22, '128.0.0.0/1')])).toBe(true);
    expect(open([rule(23, 30, '0.0.0.0/0'), rule(22, 22, '8.8.8.8/32')])).toBe(false);
  });

  it('puts the rules of several groups together', () => {
    expect(open([[rule(22, 22, '8.0.0.0/8')], [rule(22, 22, '9.0.0.0/8')]])).toBe(true);
  });

  it('takes any port where none is named', () => {
    expect(open([rule(20, 30, '8.0.0.0/8'), rule(30, 40, '9.0.0.0/8')], [])).toBe(true);
    expect(open([rule(20, 29, '8.0.0.0/8'), rule(30, 40, '9.0.0.0/8')], [])).toBe(false);
  });

  it('takes any protocol where none is named, and the numbers of protocols for their names', () => {
    expect(open([{ ...rule(1, 1, '0.0.0.0/0'), IpProtocol: '50', FromPort: undefined }], [], [])).toBe(true);
    expect(open([{ ...rule(22, 22, '0.0.0.0/0'), IpProtocol: '6' }])).toBe(true);
    expect(open([{ ...rule(22, 22, '0.0.0.0/0'), IpProtocol: 'icmp' }])).toBe(false);
    expect(open([{ ...rule(22, 22, '0.0.0.0/0'), IpProtocol: '-1' }])).toBe(true);
  });

  it('is not known if a rule from the internet lacks its protocol or its ports, unless another rule decides', () => {
    expect(() => open([{ ...rule(22, 22, '0.0.0.0/0'), IpProtocol: undefined }])).toThrow(NotKnown);
    expect(() => open([{ ...rule(22, 22, '0.0.0.0/0'), ToPort: undefined }])).toThrow(NotKnown);
    expect(open([{ ...rule(22, 22, '10.0.0.0/8'), IpProtocol: undefined }])).toBe(false);
    expect(open([{ ...rule(22, 22, '0.0.0.0/0'), IpProtocol: undefined }, rule(22, 22, '0.0.0.0/0')])).toBe(true);
  });

  it('refuses a family that does not exist', () => {
    expect(() => open([], [22], ['tcp'], ['ipx'])).toThrow("'ipx' is no family of addresses");
  });

  it('is not known if a source is no block, unless another decides', () => {
    expect(() => open([rule(22, 22, 'everywhere')])).toThrow(NotKnown);
    expect(open([rule(22, 22, 'everywhere', '0.0.0.0/0')])).toBe(true);
    expect(open([rule(22, 22, 'everywhere'), rule(22, 22, '0.0.0.0/0')])).toBe(true);
    expect(open([rule(80, 80, 'everywhere')])).toBe(false);
  });
});

describe('internet_families', () => {
  it.each([
    [{}, []],
    [{ Association: { PublicIp: '198.51.100.7' } }, ['ipv4']],
    [{ Association: {} }, []],
    [{ Association: { CarrierIp: '198.51.100.7' } }, ['ipv4']],
    [{ PrivateIpAddresses: [{}, { Association: { PublicIp: '198.51.100.7' } }] }, ['ipv4']],
    [{ Ipv6Addresses: [{ Ipv6Address: '2600::7' }] }, ['ipv6']],
    [{ Ipv6Addresses: [{ Ipv6Address: 'fd00::7' }, { Ipv6Address: 'fe80::7' }] }, []],
    [{ Ipv6Prefixes: [{ Ipv6Prefix: '2600::/80' }], Association: { PublicIp: '198.51.100.7' } }, ['ipv4', 'ipv6']],
  ])('%j: %j', (networkInterface, families) => {
    expect(internetFamilies(networkInterface)).toEqual(families);
  });
});

describe('the rules that evidence shows', () => {
  const shown = (
    rules: readonly object[],
    ports = [22, 3389],
    protocols = ['tcp', 'udp'],
    families: readonly ('ipv4' | 'ipv6')[] = ['ipv4', 'ipv6'],
  ) => internetRules(run, rules, families, protocols, ports);

  it('are those that are open, with the sources that open them', () => {
    const rules = [rule(22, 22, '0.0.0.0/0', '10.0.0.0/8', '8.8.8.8/32'), rule(443, 443, '0.0.0.0/0'), rule(22, 22, '10.0.0.0/8')];
    expect(shown(rules)).toEqual([{ protocol: 'tcp', ports: '22', sources: ['0.0.0.0/0'] }]);
  });

  it('are all that are open together', () => {
    expect(shown([rule(20, 25, '8.0.0.0/8', '10.0.0.0/8'), rule(22, 22, '9.0.0.0/8')])).toEqual([
      { protocol: 'tcp', ports: '20-25', sources: ['8.0.0.0/8'] },
      { protocol: 'tcp', ports: '22', sources: ['9.0.0.0/8'] },
    ]);
  });

  it('are named as people name them', () => {
    const all = { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }], UserIdGroupPairs: [{ GroupId: 'sg-1' }] };
    const ping = {
      IpProtocol: 'icmp',
      FromPort: 8,
      ToPort: -1,
      IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
    };
    expect(shown([all])).toEqual([{ protocol: 'all', ports: 'all', sources: ['::/0'] }]);
    expect(shownRules([[all], ping] as never)).toEqual([
      { protocol: 'all', ports: 'all', sources: ['::/0', 'sg-1'] },
      { protocol: 'icmp', sources: ['0.0.0.0/0', 'pl-1'] },
    ]);
  });

  it('exist if, and only if, the rules are open', () => {
    const block = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '8.0.0.0/8', '9.0.0.0/8', '10.0.0.0/8', '1.2.3.4/32');
    const rules = fc.array(fc.tuple(fc.constantFrom(1, 22, 443), fc.constantFrom(22, 443, 4000), fc.array(block, { maxLength: 3 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(rules, fc.boolean(), (drawn, anyPort) => {
        const given = drawn.map(([from, to, blocks]) => rule(from, to, ...blocks));
        const ports = anyPort ? [] : [22, 3389];
        expect(shown(given, ports, anyPort ? [] : ['tcp'], ['ipv4']).length > 0).toBe(open(given, ports, anyPort ? [] : ['tcp']));
      }),
    );
  });
});
