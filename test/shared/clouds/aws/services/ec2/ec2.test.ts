import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::EC2::NetworkInterface',
    id: 'eni-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:network-interface/eni-0[0-9a-f]{16}',
    relations: [
      'in AWS::EC2::VPC',
      'in AWS::EC2::Subnet',
      'attached_to AWS::EC2::Instance',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::EC2::EIP',
    ],
  },
  {
    type: 'AWS::EC2::VPCPeeringConnection',
    id: 'pcx-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:vpc-peering-connection/pcx-0[0-9a-f]{16}',
    relations: ['attached_to AWS::EC2::VPC'],
  },
  {
    type: 'AWS::EC2::ClientVpnEndpoint',
    id: 'cvpn-endpoint-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:client-vpn-endpoint/cvpn-endpoint-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup'],
  },
  {
    type: 'AWS::EC2::VPCEndpointService',
    id: 'vpce-svc-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:vpc-endpoint-service/vpce-svc-0[0-9a-f]{16}',
  },
  {
    type: 'AWS::EC2::SpotFleet',
    id: 'sfr-[0-9a-f-]{36}',
    arn: 'ec2:<region>:<account>:spot-fleet-request/sfr-[0-9a-f-]{36}',
    relations: ['uses AWS::IAM::Role', 'uses AWS::EC2::Image', 'uses AWS::EC2::SecurityGroup'],
  },
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
  {
    type: 'AWS::EC2::Snapshot',
    id: 'snap-0[0-9a-f]{16}',
    arn: 'ec2:<region>::snapshot/snap-0[0-9a-f]{16}',
    relations: ['created_from AWS::EC2::Volume', 'uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::EC2::Image',
    id: 'ami-0[0-9a-f]{16}',
    arn: 'ec2:<region>::image/ami-0[0-9a-f]{16}',
    relations: ['uses AWS::EC2::Snapshot'],
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    id: 'lt-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:launch-template/lt-0[0-9a-f]{16}',
    relations: ['uses AWS::EC2::Image', 'uses AWS::EC2::SecurityGroup'],
  },
  {
    type: 'AWS::EC2::TransitGateway',
    id: 'tgw-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:transit-gateway/tgw-0[0-9a-f]{16}',
  },
  {
    type: 'AWS::EC2::VPNConnection',
    id: 'vpn-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:vpn-connection/vpn-0[0-9a-f]{16}',
    relations: ['uses AWS::EC2::CustomerGateway', 'uses AWS::EC2::TransitGateway'],
  },
  {
    type: 'AWS::EC2::TransitGatewayRouteTable',
    id: 'tgw-rtb-0[0-9a-f]{16}',
    arn: 'ec2:<region>:<account>:transit-gateway-route-table/tgw-rtb-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::TransitGateway'],
  },
  {
    type: 'AWS::EC2::IPAMPool',
    id: 'ipam-pool-0[0-9a-f]{16}',
    arn: 'ec2::<account>:ipam-pool/ipam-pool-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::IPAM'],
  },
  { type: 'AWS::EC2::SerialConsoleAccess', id: 'serial-console-access', arn: null },
  { type: 'AWS::EC2::AllowedImagesSettings', id: 'allowed-images-settings', arn: null },
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

it('tells the snapshots that everyone may restore by one more list, and asks for own ones alone', async () => {
  const asked: object[] = [];
  const aws = new SampledAws({
    DescribeSnapshots: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
      asked.push(input);
      const found = input['RestorableByUserIds'] === undefined ? ['snap-1', 'snap-2'] : ['snap-2'];
      return { Snapshots: found.map((SnapshotId) => ({ SnapshotId })) };
    },
  });
  const found = await fetchAll(typeCalled('AWS::EC2::Snapshot'), aws);

  expect(found.map(({ resource_id, config }) => [resource_id, config['PublicSnapshotIds']])).toEqual([
    ['snap-1', []],
    ['snap-2', ['snap-2']],
  ]);
  expect(asked.length).toBe(2);
  for (const input of asked) expect(input).toMatchObject({ OwnerIds: ['self'] });
});

it('does not know whether a snapshot is public where the second list is denied', async () => {
  const aws = new SampledAws({
    DescribeSnapshots: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
      input['RestorableByUserIds'] === undefined
        ? { Snapshots: [{ SnapshotId: 'snap-1' }] }
        : new AnsweredError('UnauthorizedOperation', 'No.', 403),
  });
  const [found] = await fetchAll(typeCalled('AWS::EC2::Snapshot'), aws);

  expect(found?.config).not.toHaveProperty('PublicSnapshotIds');
  expect(found?.unread).toHaveProperty('PublicSnapshotIds');
});

it('asks for own images alone, deprecated and disabled ones too', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::EC2::Image'), aws);

  for (const { input } of aws.called('DescribeImages'))
    expect(input).toMatchObject({ Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true });
});

it('reads the default versions of all launch templates at once, and stores no user data', async () => {
  const aws = new SampledAws();
  const found = await fetchAll(typeCalled('AWS::EC2::LaunchTemplate'), aws);

  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).toContain('"HttpTokens"');
  expect(JSON.stringify(found)).not.toContain('UserData');
  for (const { input } of aws.called('DescribeLaunchTemplateVersions')) expect(input).toMatchObject({ Versions: ['$Default'] });
});

it('leaves out transit gateways that were deleted', async () => {
  const TransitGateways = [
    { TransitGatewayId: 'tgw-1', State: 'deleted' },
    { TransitGatewayId: 'tgw-2', State: 'available' },
  ];
  const found = await fetchAll(typeCalled('AWS::EC2::TransitGateway'), new SampledAws({ DescribeTransitGateways: { TransitGateways } }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['tgw-2']);
});

it('stores no key of a VPN connection', async () => {
  const found = await fetchAll(typeCalled('AWS::EC2::VPNConnection'));

  expect(JSON.stringify(found)).toContain('"OutsideIpAddress"');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it.each([
  [
    'AWS::EC2::VPCPeeringConnection',
    'DescribeVpcPeeringConnections',
    'VpcPeeringConnections',
    (id: string, code: string) => ({ VpcPeeringConnectionId: id, Status: { Code: code } }),
    'active',
    ['deleted', 'rejected', 'expired', 'failed'],
  ],
  [
    'AWS::EC2::ClientVpnEndpoint',
    'DescribeClientVpnEndpoints',
    'ClientVpnEndpoints',
    (id: string, code: string) => ({ ClientVpnEndpointId: id, Status: { Code: code } }),
    'available',
    ['deleted'],
  ],
  [
    'AWS::EC2::SpotFleet',
    'DescribeSpotFleetRequests',
    'SpotFleetRequestConfigs',
    (id: string, code: string) => ({ SpotFleetRequestId: id, SpotFleetRequestState: code }),
    'cancelled_running',
    ['cancelled'],
  ],
] as const)('leaves out a %s that has ended', async (type, operation, list, made, alive, ended) => {
  const items = [made('alive', alive), ...ended.map((code) => made(code, code))];
  const found = await fetchAll(typeCalled(type), new SampledAws({ [operation]: { [list]: items } }));

  expect(found.map(({ resource_id }) => resource_id)).toEqual(['alive']);
});

it('stores no user data of a spot fleet', async () => {
  expect(JSON.stringify(await fetchAll(typeCalled('AWS::EC2::SpotFleet')))).not.toContain('bm90LXN0b3JlZA==');
});

it('reads every page of those who may use an endpoint service', async () => {
  const aws = new SampledAws({
    DescribeVpcEndpointServicePermissions: ({ input }: CloudCall) =>
      input['NextToken'] === undefined
        ? { AllowedPrincipals: [{ Principal: 'a' }], NextToken: 'more' }
        : { AllowedPrincipals: [{ Principal: '*' }] },
  });
  const [service] = await fetchAll(typeCalled('AWS::EC2::VPCEndpointService'), aws);

  expect(service?.config['AllowedPrincipals']).toEqual([{ Principal: 'a' }, { Principal: '*' }]);
});
