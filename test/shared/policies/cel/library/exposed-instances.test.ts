import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const DENIED = { error_code: 'AccessDenied', permission: 'ec2:DescribeSecurityGroups' };
const TYPES = ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EC2::PrefixList'];

const group = (resource_id: string, port: number, ...blocks: readonly string[]): Subject =>
  subject({
    type: 'AWS::EC2::SecurityGroup',
    resource_id,
    config: {
      GroupId: resource_id,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: blocks.map((CidrIp) => ({ CidrIp })) }],
    },
  });
const subnet = (resource_id: string, mode?: string): Subject =>
  subject({
    type: 'AWS::EC2::Subnet',
    resource_id,
    config: { ...(mode !== undefined && { BlockPublicAccessStates: { InternetGatewayBlockMode: mode } }) },
  });
const groupsOf = (ids: readonly string[]): readonly object[] => ids.map((GroupId) => ({ GroupId }));
/** An interface with a public address, in the groups. */
const open = (groups: readonly string[], more: object = {}): object => ({
  Association: { PublicIp: '203.0.113.9' },
  Groups: groupsOf(groups),
  ...more,
});

const OPEN = group('sg-open', 22, '0.0.0.0/0');
const CLOSED = group('sg-closed', 22, '198.51.100.0/24');
const PARTS = [group('sg-low', 22, '8.0.0.0/8'), group('sg-high', 22, '9.0.0.0/8')];
const ACCOUNT = accountOf([OPEN, CLOSED, ...PARTS, subnet('subnet-open'), subnet('subnet-blocked', 'block-bidirectional')]);

const exposed = (config: object, resources = ACCOUNT, unread: Subject['unread'] = {}): string =>
  verdictOf("instance_exposures(['tcp'], [22]).size() == 0", { type: 'AWS::EC2::Instance', config: { ...config }, unread }, resources)
    .verdict;

describe('instance_exposures', () => {
  it.each<[string, object, string]>([
    ['an interface in an open group', { NetworkInterfaces: [open(['sg-closed', 'sg-open'])] }, 'fail'],
    ['an interface in closed groups', { NetworkInterfaces: [open(['sg-closed'])] }, 'pass'],
    ['an interface whose groups open it to the internet together', { NetworkInterfaces: [open(['sg-low', 'sg-high'])] }, 'fail'],
    ['interfaces that are open to the internet together only', { NetworkInterfaces: [open(['sg-low']), open(['sg-high'])] }, 'pass'],
    ['a private interface in an open group', { NetworkInterfaces: [open(['sg-open'], { Association: null })] }, 'pass'],
    ['an interface in a blocked subnet', { NetworkInterfaces: [open(['sg-open'], { SubnetId: 'subnet-blocked' })] }, 'pass'],
    ['an interface in another subnet', { NetworkInterfaces: [open(['sg-open'], { SubnetId: 'subnet-open' })] }, 'fail'],
    [
      'an address that no interface tells',
      { PublicIpAddress: '203.0.113.9', NetworkInterfaces: [], SecurityGroups: groupsOf(['sg-open']) },
      'fail',
    ],
    [
      'an address that no interface tells, and an interface in an open group',
      { Ipv6Address: '2600::1', NetworkInterfaces: [open(['sg-6'], { Association: null })], SecurityGroups: [] },
      'unknown',
    ],
    [
      'an address that an interface tells too',
      { PublicIpAddress: '203.0.113.9', NetworkInterfaces: [open(['sg-closed'])], SecurityGroups: groupsOf(['sg-open']) },
      'pass',
    ],
  ])('decides on %s', (_, config, verdict) => {
    expect(exposed(config)).toBe(verdict);
  });

  it.each<[string, object, string]>([
    ['a group beside an open one', { NetworkInterfaces: [open(['sg-gone', 'sg-open'])] }, 'fail'],
    ['a group beside groups that are open together', { NetworkInterfaces: [open(['sg-low', 'sg-gone', 'sg-high'])] }, 'fail'],
    ['a group beside a closed one', { NetworkInterfaces: [open(['sg-gone', 'sg-closed'])] }, 'unknown'],
    ['a group in a blocked subnet', { NetworkInterfaces: [open(['sg-gone'], { SubnetId: 'subnet-blocked' })] }, 'pass'],
    ['the subnet of an exposed interface', { NetworkInterfaces: [open(['sg-open'], { SubnetId: 'subnet-gone' })] }, 'unknown'],
    ['the subnet of a closed interface', { NetworkInterfaces: [open(['sg-closed'], { SubnetId: 'subnet-gone' })] }, 'pass'],
    ['the groups of an interface beside an exposed one', { NetworkInterfaces: [open([], { Groups: null }), open(['sg-open'])] }, 'fail'],
    ['the groups of an interface', { NetworkInterfaces: [open([], { Groups: null })] }, 'unknown'],
    ['the interfaces', { PublicIpAddress: '203.0.113.9', SecurityGroups: groupsOf(['sg-closed']) }, 'unknown'],
    ['the interfaces of an instance in an open group', { PublicIpAddress: '203.0.113.9', SecurityGroups: groupsOf(['sg-open']) }, 'fail'],
  ])('does not know %s', (_, config, verdict) => {
    expect(exposed(config)).toBe(verdict);
  });

  it('is unknown where a type or a field could not be read', () => {
    const config = { NetworkInterfaces: [open(['sg-open'])] };

    expect(exposed(config, accountOf([], TYPES))).toBe('unknown');
    expect(exposed({ PublicIpAddress: '203.0.113.9' }, ACCOUNT, { NetworkInterfaces: DENIED })).toBe('unknown');
  });

  it('spends steps for the rules that it looks through', () => {
    const rules = Array.from({ length: 500 }, (_, index) => `198.51.100.${index % 256}/32`);
    const many = accountOf([group('sg-many', 22, ...rules)]);
    const loops = Array.from({ length: 200 }, () => '1').join(', ');
    const pass = `[${loops}].all(n, instance_exposures(['tcp'], [22]).size() == 0)`;

    expect(verdictOf(pass, { config: { NetworkInterfaces: [open(['sg-many'])] } }, many).verdict).toBe('unknown');
  });
});
