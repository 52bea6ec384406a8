/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeAddressesCommand, DescribeFlowLogsCommand, DescribeInstancesCommand, DescribeManagedPrefixListsCommand, DescribeNatGatewaysCommand, DescribeNetworkAclsCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSubnetsCommand, DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand, GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import ebsEncryptionByDefaultType from './ebs-encryption-by-default.ts';
import eipType from './eip.ts';
import flowLogType from './flow-log.ts';
import imageBlockPublicAccessType from './image-block-public-access.ts';
import instanceMetadataDefaultsType from './instance-metadata-defaults.ts';
import instanceType from './instance.ts';
import natGatewayType from './nat-gateway.ts';
import networkAclType from './network-acl.ts';
import prefixListType from './prefix-list.ts';
import routeTableType from './route-table.ts';
import securityGroupType from './security-group.ts';
import snapshotBlockPublicAccessType from './snapshot-block-public-access.ts';
import subnetType from './subnet.ts';
import volumeType from './volume.ts';
import vpcBlockPublicAccessOptionsType from './vpc-block-public-access-options.ts';
import vpcEndpointType from './vpc-endpoint.ts';
import vpcType from './vpc.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeAddresses: DescribeAddressesCommand, DescribeFlowLogs: DescribeFlowLogsCommand, DescribeInstances: DescribeInstancesCommand, DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand, DescribeNatGateways: DescribeNatGatewaysCommand, DescribeNetworkAcls: DescribeNetworkAclsCommand, DescribeRouteTables: DescribeRouteTablesCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptions: DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpoints: DescribeVpcEndpointsCommand, DescribeVpcs: DescribeVpcsCommand, GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaults: GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand },
  types: [ebsEncryptionByDefaultType, eipType, flowLogType, imageBlockPublicAccessType, instanceMetadataDefaultsType, instanceType, natGatewayType, networkAclType, prefixListType, routeTableType, securityGroupType, snapshotBlockPublicAccessType, subnetType, volumeType, vpcBlockPublicAccessOptionsType, vpcEndpointType, vpcType],
} as unknown as LoadedService;
