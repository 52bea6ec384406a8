import { type Look, text } from '../said-of-services.ts';

/** Five types are settings of a region, each read by a call of its own. */
export const CALLS = 0.8;

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
};
