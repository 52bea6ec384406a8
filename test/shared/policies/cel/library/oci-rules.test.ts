import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ociOpenRules } from '../../../../../shared/policies/cel/library/oci-rules.ts';
import { NotKnown } from '../../../../../shared/policies/cel/run.ts';

const from = (source: string, more: object = {}): object => ({ source, sourceType: 'CIDR_BLOCK', protocol: '6', ...more });
const tcp = (min: number, max: number): object => ({ tcpOptions: { destinationPortRange: { min, max } } });
const ssh = (...rules: object[]) => ociOpenRules(rules, ['tcp'], [22]);

describe('oci_open_rules', () => {
  it('finds a port exactly where it is within the range', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.nat(65_535), fc.nat(65_535), (one, other, port) => {
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        const open = ociOpenRules([from('0.0.0.0/0', tcp(min, max))], ['tcp'], [port]);

        expect(open.length > 0).toBe(min <= port && port <= max);
      }),
    );
  });

  it.each([
    ['no options', {}],
    ['null options', { tcpOptions: null }],
    ['source ports only', { tcpOptions: { sourcePortRange: { min: 1, max: 9 } } }],
    ['a null range', { tcpOptions: { destinationPortRange: null } }],
    ['every protocol', { protocol: 'all' }],
    ['options of another protocol', { udpOptions: { destinationPortRange: { min: 53, max: 53 } } }],
    ['no state', { isStateless: true }],
    ['no type of source', { sourceType: undefined }],
  ])('takes a rule with %s as one for every port', (_, more) => {
    expect(ssh(from('0.0.0.0/0', more))).toHaveLength(1);
  });

  it.each([
    ['another protocol', from('0.0.0.0/0', { protocol: '17' })],
    ['a private network', from('10.0.0.0/8')],
    ['a network of one company', from('8.8.8.0/24')],
    ['services of Oracle', from('all-phx-services-in-oracle-services-network', { sourceType: 'SERVICE_CIDR_BLOCK' })],
    ['another group', from('ocid1.networksecuritygroup.oc1.phx.web', { sourceType: 'NETWORK_SECURITY_GROUP' })],
  ])('leaves out %s', (_, rule) => {
    expect(ssh(rule)).toEqual([]);
  });

  it('shows the rules that are open alone, and others only if they are open together', () => {
    const several = [from('8.0.0.0/8'), from('9.0.0.0/8'), from('10.0.0.0/8')];

    expect(ssh(...several).map(({ source }) => source)).toEqual(['8.0.0.0/8', '9.0.0.0/8']);
    expect(ssh(...several, from('0.0.0.0/0')).map(({ source }) => source)).toEqual(['0.0.0.0/0']);
    expect(ssh(from('8.0.0.0/8', tcp(22, 22)), from('9.0.0.0/8', tcp(23, 23)))).toEqual([]);
  });

  it('looks at each family by itself', () => {
    expect(ssh(from('::/0', tcp(22, 23)))).toEqual([{ protocol: 'tcp', ports: '22-23', source: '::/0' }]);
    expect(ssh(from('2600::/16'), from('8.0.0.0/8'))).toEqual([]);
  });

  it('takes any protocol and any port if none is named, and names the destination of packets that go out', () => {
    const out = { destination: '0.0.0.0/0', destinationType: 'CIDR_BLOCK', protocol: '1' };

    expect(ociOpenRules([out, from('0.0.0.0/0', tcp(443, 443))], [], [])).toEqual([
      { protocol: 'icmp', destination: '0.0.0.0/0' },
      { protocol: 'tcp', ports: '443', source: '0.0.0.0/0' },
    ]);
  });

  it.each([
    ['no protocol', from('0.0.0.0/0', { protocol: null })],
    ['no source', { sourceType: 'CIDR_BLOCK', protocol: '6' }],
    ['a source that is no block', from('everyone')],
    ['a range without numbers', from('0.0.0.0/0', { tcpOptions: { destinationPortRange: { min: 'low', max: 'high' } } })],
  ])('does not know the answer for a rule with %s, unless another rule decides it', (_, rule) => {
    expect(() => ssh(rule)).toThrow(NotKnown);
    expect(ssh(rule, from('0.0.0.0/0', tcp(22, 22)))).toHaveLength(1);
  });

  it('knows the answer although the protocol of a narrow rule cannot be read', () => {
    expect(ssh(from('10.0.0.0/8', { protocol: null }))).toEqual([]);
  });
});
