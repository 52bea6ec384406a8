import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::EC2::EIP',
    id: 'eipalloc-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:elastic-ip/eipalloc-0[0-9a-f]{16}',
    relations: ['attached_to AWS::EC2::NetworkInterface'],
  },
  {
    type: 'AWS::EC2::NatGateway',
    id: 'nat-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:natgateway/nat-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::VPC', 'in AWS::EC2::Subnet', 'uses AWS::EC2::EIP', 'uses AWS::EC2::NetworkInterface'],
  },
  {
    type: 'AWS::EC2::RouteTable',
    id: 'rtb-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:route-table/rtb-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::VPC', 'attached_to AWS::EC2::Subnet', 'uses AWS::EC2::NatGateway'],
  },
  {
    type: 'AWS::EC2::NetworkAcl',
    id: 'acl-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:network-acl/acl-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::VPC', 'attached_to AWS::EC2::Subnet'],
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    id: 'vpce-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:vpc-endpoint/vpce-0[0-9a-f]{16}',
    relations: [
      'in AWS::EC2::VPC',
      'in AWS::EC2::Subnet',
      'attached_to AWS::EC2::RouteTable',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::EC2::NetworkInterface',
    ],
  },
  {
    type: 'AWS::EC2::FlowLog',
    id: 'fl-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:vpc-flow-log/fl-0[0-9a-f]{16}',
    relations: ['attached_to AWS::EC2::VPC', 'uses AWS::Logs::LogGroup', 'uses AWS::IAM::Role'],
  },
  { type: 'AWS::EC2::EbsEncryptionByDefault', id: 'ebs-encryption-by-default', arn: null },
  { type: 'AWS::EC2::SnapshotBlockPublicAccess', id: 'snapshot-block-public-access', arn: null },
  { type: 'AWS::EC2::ImageBlockPublicAccess', id: 'image-block-public-access', arn: null },
  { type: 'AWS::EC2::VPCBlockPublicAccessOptions', id: 'vpc-block-public-access-options', arn: null },
  { type: 'AWS::EC2::InstanceMetadataDefaults', id: 'instance-metadata-defaults', arn: null },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('leaves out NAT gateways and endpoints that were deleted', async () => {
  const aws = new SampledAws({
    DescribeNatGateways: {
      NatGateways: [
        { NatGatewayId: 'nat-1', State: 'deleted' },
        { NatGatewayId: 'nat-2', State: 'deleting' },
      ],
    },
    DescribeVpcEndpoints: {
      VpcEndpoints: [
        { VpcEndpointId: 'vpce-1', State: 'deleted' },
        { VpcEndpointId: 'vpce-2', State: 'Deleted' },
        { VpcEndpointId: 'vpce-3', State: 'Rejected' },
      ],
    },
  });
  const idsOf = async (type: string) => (await fetchAll(typeCalled(type), aws)).map(({ resource_id }) => resource_id);

  expect(await idsOf('AWS::EC2::NatGateway')).toEqual(['nat-2']);
  expect(await idsOf('AWS::EC2::VPCEndpoint')).toEqual(['vpce-3']);
});

it('leads from a flow log to what it records, whatever kind of resource that is', async () => {
  const recorded = ['vpc-1', 'subnet-1', 'eni-1', 'tgw-1', 'tgw-attach-1', 'nat-1'];
  const aws = new SampledAws({
    DescribeFlowLogs: { FlowLogs: recorded.map((ResourceId, index) => ({ FlowLogId: `fl-${index}`, ResourceId })) },
  });
  const found = await fetchAll(typeCalled('AWS::EC2::FlowLog'), aws);

  expect(found.flatMap(({ relationships }) => relationships.map(({ type, id }) => `${type} ${id}`))).toEqual([
    'AWS::EC2::VPC vpc-1',
    'AWS::EC2::Subnet subnet-1',
    'AWS::EC2::NetworkInterface eni-1',
    'AWS::EC2::TransitGateway tgw-1',
    'AWS::EC2::TransitGatewayAttachment tgw-attach-1',
    'AWS::EC2::NatGateway nat-1',
  ]);
});

it('gives a table or a list of rules that another account shares the ARN of its owner', async () => {
  const shared = { OwnerId: '999988887777', VpcId: 'vpc-1' };
  const aws = new SampledAws({
    DescribeRouteTables: { RouteTables: [{ ...shared, RouteTableId: 'rtb-1' }] },
    DescribeNetworkAcls: { NetworkAcls: [{ ...shared, NetworkAclId: 'acl-1' }] },
  });

  for (const [type, arn] of [
    ['AWS::EC2::RouteTable', 'route-table/rtb-1'],
    ['AWS::EC2::NetworkAcl', 'network-acl/acl-1'],
  ] as const) {
    const [found] = await fetchAll(typeCalled(type), aws);
    expect(found?.native_id).toMatch(new RegExp(`^arn:aws:ec2:[a-z0-9-]+:999988887777:${arn}$`));
  }
});
