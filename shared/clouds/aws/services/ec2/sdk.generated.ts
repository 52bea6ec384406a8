/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { EC2Client, DescribeAddressesCommand, DescribeCapacityReservationsCommand, DescribeClientVpnEndpointsCommand, DescribeCustomerGatewaysCommand, DescribeDhcpOptionsCommand, DescribeEgressOnlyInternetGatewaysCommand, DescribeFlowLogsCommand, DescribeHostsCommand, DescribeImagesCommand, DescribeInstanceConnectEndpointsCommand, DescribeInstancesCommand, DescribeInternetGatewaysCommand, DescribeIpamPoolsCommand, DescribeIpamsCommand, DescribeKeyPairsCommand, DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplatesCommand, DescribeManagedPrefixListsCommand, DescribeNatGatewaysCommand, DescribeNetworkAclsCommand, DescribeNetworkInterfacesCommand, DescribePlacementGroupsCommand, DescribeReservedInstancesCommand, DescribeRouteTablesCommand, DescribeSecurityGroupsCommand, DescribeSnapshotsCommand, DescribeSpotFleetRequestsCommand, DescribeSubnetsCommand, DescribeTransitGatewayAttachmentsCommand, DescribeTransitGatewayRouteTablesCommand, DescribeTransitGatewaysCommand, DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointServiceConfigurationsCommand, DescribeVpcEndpointServicePermissionsCommand, DescribeVpcEndpointsCommand, DescribeVpcPeeringConnectionsCommand, DescribeVpcsCommand, DescribeVpnConnectionsCommand, DescribeVpnGatewaysCommand, GetAllowedImagesSettingsCommand, GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntriesCommand, GetSerialConsoleAccessStatusCommand, GetSnapshotBlockPublicAccessStateCommand } from '@aws-sdk/client-ec2';
import type { LoadedService } from '../../types/loaded-service.ts';
import allowedImagesSettingsType from './allowed-images-settings.ts';
import capacityReservationType from './capacity-reservation.ts';
import clientVpnEndpointType from './client-vpn-endpoint.ts';
import customerGatewayType from './customer-gateway.ts';
import dhcpOptionsType from './dhcp-options.ts';
import ebsEncryptionByDefaultType from './ebs-encryption-by-default.ts';
import egressOnlyInternetGatewayType from './egress-only-internet-gateway.ts';
import eipType from './eip.ts';
import flowLogType from './flow-log.ts';
import hostType from './host.ts';
import imageBlockPublicAccessType from './image-block-public-access.ts';
import imageType from './image.ts';
import instanceConnectEndpointType from './instance-connect-endpoint.ts';
import instanceMetadataDefaultsType from './instance-metadata-defaults.ts';
import instanceType from './instance.ts';
import internetGatewayType from './internet-gateway.ts';
import ipamPoolType from './ipam-pool.ts';
import ipamType from './ipam.ts';
import keyPairType from './key-pair.ts';
import launchTemplateType from './launch-template.ts';
import natGatewayType from './nat-gateway.ts';
import networkAclType from './network-acl.ts';
import networkInterfaceType from './network-interface.ts';
import placementGroupType from './placement-group.ts';
import prefixListType from './prefix-list.ts';
import reservedInstancesType from './reserved-instances.ts';
import routeTableType from './route-table.ts';
import securityGroupType from './security-group.ts';
import serialConsoleAccessType from './serial-console-access.ts';
import snapshotBlockPublicAccessType from './snapshot-block-public-access.ts';
import snapshotType from './snapshot.ts';
import spotFleetType from './spot-fleet.ts';
import subnetType from './subnet.ts';
import transitGatewayAttachmentType from './transit-gateway-attachment.ts';
import transitGatewayRouteTableType from './transit-gateway-route-table.ts';
import transitGatewayType from './transit-gateway.ts';
import volumeType from './volume.ts';
import vpcBlockPublicAccessOptionsType from './vpc-block-public-access-options.ts';
import vpcEndpointServiceType from './vpc-endpoint-service.ts';
import vpcEndpointType from './vpc-endpoint.ts';
import vpcPeeringConnectionType from './vpc-peering-connection.ts';
import vpcType from './vpc.ts';
import vpnConnectionType from './vpn-connection.ts';
import vpnGatewayType from './vpn-gateway.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: EC2Client,
  commands: { DescribeAddresses: DescribeAddressesCommand, DescribeCapacityReservations: DescribeCapacityReservationsCommand, DescribeClientVpnEndpoints: DescribeClientVpnEndpointsCommand, DescribeCustomerGateways: DescribeCustomerGatewaysCommand, DescribeDhcpOptions: DescribeDhcpOptionsCommand, DescribeEgressOnlyInternetGateways: DescribeEgressOnlyInternetGatewaysCommand, DescribeFlowLogs: DescribeFlowLogsCommand, DescribeHosts: DescribeHostsCommand, DescribeImages: DescribeImagesCommand, DescribeInstanceConnectEndpoints: DescribeInstanceConnectEndpointsCommand, DescribeInstances: DescribeInstancesCommand, DescribeInternetGateways: DescribeInternetGatewaysCommand, DescribeIpamPools: DescribeIpamPoolsCommand, DescribeIpams: DescribeIpamsCommand, DescribeKeyPairs: DescribeKeyPairsCommand, DescribeLaunchTemplateVersions: DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplates: DescribeLaunchTemplatesCommand, DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand, DescribeNatGateways: DescribeNatGatewaysCommand, DescribeNetworkAcls: DescribeNetworkAclsCommand, DescribeNetworkInterfaces: DescribeNetworkInterfacesCommand, DescribePlacementGroups: DescribePlacementGroupsCommand, DescribeReservedInstances: DescribeReservedInstancesCommand, DescribeRouteTables: DescribeRouteTablesCommand, DescribeSecurityGroups: DescribeSecurityGroupsCommand, DescribeSnapshots: DescribeSnapshotsCommand, DescribeSpotFleetRequests: DescribeSpotFleetRequestsCommand, DescribeSubnets: DescribeSubnetsCommand, DescribeTransitGatewayAttachments: DescribeTransitGatewayAttachmentsCommand, DescribeTransitGatewayRouteTables: DescribeTransitGatewayRouteTablesCommand, DescribeTransitGateways: DescribeTransitGatewaysCommand, DescribeVolumes: DescribeVolumesCommand, DescribeVpcBlockPublicAccessOptions: DescribeVpcBlockPublicAccessOptionsCommand, DescribeVpcEndpointServiceConfigurations: DescribeVpcEndpointServiceConfigurationsCommand, DescribeVpcEndpointServicePermissions: DescribeVpcEndpointServicePermissionsCommand, DescribeVpcEndpoints: DescribeVpcEndpointsCommand, DescribeVpcPeeringConnections: DescribeVpcPeeringConnectionsCommand, DescribeVpcs: DescribeVpcsCommand, DescribeVpnConnections: DescribeVpnConnectionsCommand, DescribeVpnGateways: DescribeVpnGatewaysCommand, GetAllowedImagesSettings: GetAllowedImagesSettingsCommand, GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand, GetImageBlockPublicAccessState: GetImageBlockPublicAccessStateCommand, GetInstanceMetadataDefaults: GetInstanceMetadataDefaultsCommand, GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand, GetSerialConsoleAccessStatus: GetSerialConsoleAccessStatusCommand, GetSnapshotBlockPublicAccessState: GetSnapshotBlockPublicAccessStateCommand },
  types: [allowedImagesSettingsType, capacityReservationType, clientVpnEndpointType, customerGatewayType, dhcpOptionsType, ebsEncryptionByDefaultType, egressOnlyInternetGatewayType, eipType, flowLogType, hostType, imageBlockPublicAccessType, imageType, instanceConnectEndpointType, instanceMetadataDefaultsType, instanceType, internetGatewayType, ipamPoolType, ipamType, keyPairType, launchTemplateType, natGatewayType, networkAclType, networkInterfaceType, placementGroupType, prefixListType, reservedInstancesType, routeTableType, securityGroupType, serialConsoleAccessType, snapshotBlockPublicAccessType, snapshotType, spotFleetType, subnetType, transitGatewayAttachmentType, transitGatewayRouteTableType, transitGatewayType, volumeType, vpcBlockPublicAccessOptionsType, vpcEndpointServiceType, vpcEndpointType, vpcPeeringConnectionType, vpcType, vpnConnectionType, vpnGatewayType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
