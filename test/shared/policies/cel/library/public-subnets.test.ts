import { describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../../../shared/policies/evaluation.ts';
import { accountOf, subject, verdictOf } from '../../support.ts';

const OPEN = { GatewayId: 'igw-1', DestinationCidrBlock: '0.0.0.0/0' };
const LOCAL = { GatewayId: 'local', DestinationCidrBlock: '10.0.0.0/16' };

const table = (subnets: readonly string[], routes: readonly object[] | null, more: object = {}, of: Partial<Subject> = {}): Subject =>
  subject({
    type: 'AWS::EC2::RouteTable',
    resource_id: 'rtb-1',
    config: { VpcId: 'vpc-1', Associations: subnets.map((SubnetId) => ({ Main: false, SubnetId })), Routes: routes, ...more },
    ...of,
  });
const main = (routes: readonly object[], VpcId = 'vpc-1'): Subject => table([], routes, { VpcId, Associations: [{ Main: true }] });
/** Passes if these are the public ones among `subnet-1` and `subnet-2`. */
const publicAre = (expected: string, ...tables: Subject[]): string =>
  verdictOf(`public_subnets('vpc-1', ['subnet-1', 'subnet-2']) == [${expected}]`, {}, accountOf(tables)).verdict;

describe('public_subnets', () => {
  it.each<[string, object]>([
    ['all of IPv4', OPEN],
    ['all of IPv6', { GatewayId: 'igw-1', DestinationIpv6CidrBlock: '::/0' }],
  ])('has a subnet whose own table sends %s to an internet gateway', (_, route) => {
    expect(publicAre("'subnet-1'", table(['subnet-1'], [LOCAL, route]), table(['subnet-2'], [LOCAL]))).toBe('pass');
  });

  it.each<[string, object]>([
    ['a part of IPv4 to an internet gateway', { GatewayId: 'igw-1', DestinationCidrBlock: '203.0.113.0/24' }],
    ['all of IPv4 to a NAT gateway', { NatGatewayId: 'nat-1', DestinationCidrBlock: '0.0.0.0/0' }],
    ['all of IPv4 to a virtual private gateway', { GatewayId: 'vgw-1', DestinationCidrBlock: '0.0.0.0/0' }],
    ['all of IPv6 to an egress-only gateway', { EgressOnlyInternetGatewayId: 'eigw-1', DestinationIpv6CidrBlock: '::/0' }],
  ])('has none whose table sends %s', (_, route) => {
    expect(publicAre('', table(['subnet-1', 'subnet-2'], [LOCAL, route]))).toBe('pass');
  });

  it('asks the main table of the VPC about a subnet without its own', () => {
    expect(publicAre("'subnet-2'", table(['subnet-1'], [LOCAL]), main([OPEN]), main([LOCAL], 'vpc-2'))).toBe('pass');
    expect(publicAre("'subnet-1'", main([LOCAL]), table(['subnet-1'], [OPEN]), main([OPEN], 'vpc-2'))).toBe('pass');
    expect(publicAre('', table(['subnet-1', 'subnet-2'], null))).toBe('pass');
  });

  it('does not know about a subnet whose table the inventory does not have, unless another is public', () => {
    expect(publicAre('', table(['subnet-1'], [LOCAL]), main([LOCAL], 'vpc-2'))).toBe('unknown');
    expect(publicAre("'subnet-1'", table(['subnet-1'], [OPEN]))).toBe('pass');
    expect(
      publicAre('', table([], [], {}, { unread: { Routes: { error_code: 'AccessDenied', permission: 'ec2:DescribeRouteTables' } } })),
    ).toBe('unknown');
    expect(verdictOf("public_subnets('vpc-1', ['subnet-1']) == []", {}, accountOf([], ['AWS::EC2::RouteTable'])).verdict).toBe('unknown');
  });
});
