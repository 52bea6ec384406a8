/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeAddressesCommand, DescribeClientVpnEndpointsCommand, DescribeFlowLogsCommand, DescribeImagesCommand, DescribeInstancesCommand, DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplatesCommand, DescribeManagedPrefixListsCommand, DescribeNatGatewaysCommand, DescribeNetworkAclsCommand, DescribeNetworkInterfacesCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSnapshotsCommand, DescribeSpotFleetRequestsCommand, DescribeSubnetsCommand, DescribeTransitGatewaysCommand, DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointServiceConfigurationsCommand, DescribeVpcEndpointServicePermissionsCommand, DescribeVpcEndpointsCommand, DescribeVpcPeeringConnectionsCommand, DescribeVpcsCommand, DescribeVpnConnectionsCommand, GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import clientVpnEndpointType from './client-vpn-endpoint.ts';
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
import networkInterfaceType from './network-interface.ts';
import prefixListType from './prefix-list.ts';
import routeTableType from './route-table.ts';
import securityGroupType from './security-group.ts';
import snapshotBlockPublicAccessType from './snapshot-block-public-access.ts';
import snapshotType from './snapshot.ts';
import spotFleetType from './spot-fleet.ts';
import subnetType from './subnet.ts';
import transitGatewayType from './transit-gateway.ts';
import volumeType from './volume.ts';
import vpcBlockPublicAccessOptionsType from './vpc-block-public-access-options.ts';
import vpcEndpointServiceType from './vpc-endpoint-service.ts';
import vpcEndpointType from './vpc-endpoint.ts';
import vpcPeeringConnectionType from './vpc-peering-connection.ts';
import vpcType from './vpc.ts';
import vpnConnectionType from './vpn-connection.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeAddresses: DescribeAddressesCommand, DescribeClientVpnEndpoints: DescribeClientVpnEndpointsCommand, DescribeFlowLogs: DescribeFlowLogsCommand, DescribeImages: DescribeImagesCommand, DescribeInstances: DescribeInstancesCommand, DescribeLaunchTemplateVersions: DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplates: DescribeLaunchTemplatesCommand, DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand, DescribeNatGateways: DescribeNatGatewaysCommand, DescribeNetworkAcls: DescribeNetworkAclsCommand, DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand, DescribeRouteTables: DescribeRouteTablesCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSnapshots: DescribeSnapshotsCommand, DescribeSpotFleetRequests: DescribeSpotFleetRequestsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeTransitGateways: DescribeTransitGatewaysCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptions: DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointServiceConfigurations: DescribeVpcEndpointServiceConfigurationsCommand, DescribeVpcEndpointServicePermissions: DescribeVpcEndpointServicePermissionsCommand, DescribeVpcEndpoints: DescribeVpcEndpointsCommand, DescribeVpcPeeringConnections: DescribeVpcPeeringConnectionsCommand, DescribeVpcs: DescribeVpcsCommand, DescribeVpnConnections: DescribeVpnConnectionsCommand, GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaults: GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand, GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand },
  types: [clientVpnEndpointType, ebsEncryptionByDefaultType, eipType, flowLogType, imageBlockPublicAccessType, imageType, instanceMetadataDefaultsType, instanceType, launchTemplateType, natGatewayType, networkAclType, networkInterfaceType, prefixListType, routeTableType, securityGroupType, snapshotBlockPublicAccessType, snapshotType, spotFleetType, subnetType, transitGatewayType, volumeType, vpcBlockPublicAccessOptionsType, vpcEndpointServiceType, vpcEndpointType, vpcPeeringConnectionType, vpcType, vpnConnectionType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
