/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeAddressesCommand, DescribeFlowLogsCommand, DescribeImagesCommand, DescribeInstancesCommand, DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplatesCommand, DescribeManagedPrefixListsCommand, DescribeNatGatewaysCommand, DescribeNetworkAclsCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSnapshotsCommand, DescribeSubnetsCommand, DescribeTransitGatewaysCommand, DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointsCommand, DescribeVpcsCommand, DescribeVpnConnectionsCommand, GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import ebsEncryptionByDefaultType from './ebs-encryption-by-default.ts';
import eipType from './eip.ts';
import flowLogType from './flow-log.ts';
import imageBlockPublicAccessType from './image-block-public-access.ts';
import imageType from './image.ts';
import instanceMetadataDefaultsType from './instance-metadata-defaults.ts';
import instanceType from './instance.ts';
import launchTemplateType from './launch-template.ts';
import natGatewayType from './nat-gateway.ts';
import networkAclType from './network-acl.ts';
import prefixListType from './prefix-list.ts';
import routeTableType from './route-table.ts';
import securityGroupType from './security-group.ts';
import snapshotBlockPublicAccessType from './snapshot-block-public-access.ts';
import snapshotType from './snapshot.ts';
import subnetType from './subnet.ts';
import transitGatewayType from './transit-gateway.ts';
import volumeType from './volume.ts';
import vpcBlockPublicAccessOptionsType from './vpc-block-public-access-options.ts';
import vpcEndpointType from './vpc-endpoint.ts';
import vpcType from './vpc.ts';
import vpnConnectionType from './vpn-connection.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeAddresses: DescribeAddressesCommand, DescribeFlowLogs: DescribeFlowLogsCommand, DescribeImages: DescribeImagesCommand, DescribeInstances: DescribeInstancesCommand, DescribeLaunchTemplateVersions: DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplates: DescribeLaunchTemplatesCommand, DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand, DescribeNatGateways: DescribeNatGatewaysCommand, DescribeNetworkAcls: DescribeNetworkAclsCommand, DescribeRouteTables: DescribeRouteTablesCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSnapshots: DescribeSnapshotsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeTransitGateways: DescribeTransitGatewaysCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptions: DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpoints: DescribeVpcEndpointsCommand, DescribeVpcs: DescribeVpcsCommand, DescribeVpnConnections: DescribeVpnConnectionsCommand, GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaults: GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand },
  types: [ebsEncryptionByDefaultType, eipType, flowLogType, imageBlockPublicAccessType, imageType, instanceMetadataDefaultsType, instanceType, launchTemplateType, natGatewayType, networkAclType, prefixListType, routeTableType, securityGroupType, snapshotBlockPublicAccessType, snapshotType, subnetType, transitGatewayType, volumeType, vpcBlockPublicAccessOptionsType, vpcEndpointType, vpcType, vpnConnectionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
