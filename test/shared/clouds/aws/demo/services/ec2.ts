import { type Look, text } from '../said-of-services.ts';

/** Five types are settings of a region, each read by a call of its own; two more have a second list; sixteen are rare and listed in every region. */
export const CALLS = 1.09;

export const LOOKS: Readonly<Record<string, Look>> = {
  network_acl_open_to_ssh: { type: 'AWS::EC2::NetworkAcl', is: (acl) => text(acl['Entries']).includes('"PortRange":{"From":22,"To":22}') },
  network_acl_unused: { type: 'AWS::EC2::NetworkAcl', is: (acl) => acl['IsDefault'] === false && text(acl['Associations']) === '[]' },
  elastic_ip_unused: { type: 'AWS::EC2::EIP', is: (address) => address['AssociationId'] === undefined },
  interface_endpoint_in_one_zone: {
    type: 'AWS::EC2::VPCEndpoint',
    is: (endpoint) => endpoint['VpcEndpointType'] === 'Interface' && !text(endpoint['SubnetIds']).includes(','),
  },
  flow_log_without_rejected: { type: 'AWS::EC2::FlowLog', is: (log) => log['TrafficType'] === 'ACCEPT' },
  ebs_encryption_by_default_off: {
    type: 'AWS::EC2::EbsEncryptionByDefault',
    is: (setting) => setting['EbsEncryptionByDefault'] === false,
  },
  snapshots_may_become_public: { type: 'AWS::EC2::SnapshotBlockPublicAccess', is: (setting) => setting['State'] === 'unblocked' },
  images_may_become_public: {
    type: 'AWS::EC2::ImageBlockPublicAccess',
    is: (setting) => setting['ImageBlockPublicAccessState'] === 'unblocked',
  },
  imdsv1_by_default: { type: 'AWS::EC2::InstanceMetadataDefaults', is: (setting) => !text(setting['AccountLevel']).includes('"required"') },
  snapshot_public: { type: 'AWS::EC2::Snapshot', is: (snapshot) => text(snapshot['PublicSnapshotIds']).includes('snap-') },
  image_public: { type: 'AWS::EC2::Image', is: (image) => image['Public'] === true },
  launch_template_imdsv1_allowed: {
    type: 'AWS::EC2::LaunchTemplate',
    is: (template) => text(template['DefaultVersion']).includes('"HttpTokens":"optional"'),
  },
  launch_template_public: {
    type: 'AWS::EC2::LaunchTemplate',
    is: (template) => text(template['DefaultVersion']).includes('"AssociatePublicIpAddress":true'),
  },
  transit_gateway_accepts_all: {
    type: 'AWS::EC2::TransitGateway',
    is: (gateway) => text(gateway['Options']).includes('"AutoAcceptSharedAttachments":"enable"'),
  },
  vpn_without_logs: { type: 'AWS::EC2::VPNConnection', is: (vpn) => text(vpn['Options']).includes('"LogEnabled":false') },
  vpn_tunnel_down: { type: 'AWS::EC2::VPNConnection', is: (vpn) => text(vpn['VgwTelemetry']).includes('"DOWN"') },
  interface_without_source_check: {
    type: 'AWS::EC2::NetworkInterface',
    is: (found) => found['InterfaceType'] === 'interface' && found['SourceDestCheck'] === false,
  },
  client_vpn_without_logs: { type: 'AWS::EC2::ClientVpnEndpoint', is: (found) => text(found['ConnectionLogOptions']).includes('false') },
  endpoint_service_for_everybody: {
    type: 'AWS::EC2::VPCEndpointService',
    is: (found) => text(found['AllowedPrincipals']).includes('"Principal":"*"'),
  },
  spot_fleet_unencrypted: {
    type: 'AWS::EC2::SpotFleet',
    is: (found) => text(found['SpotFleetRequestConfig']).includes('"Encrypted":false'),
  },
};
