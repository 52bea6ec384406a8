import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  emr_clusters_may_be_public: {
    type: 'AWS::EMR::BlockPublicAccessConfiguration',
    is: (settings) => settings['BlockPublicSecurityGroupRules'] === false,
  },
  emr_without_encryption_in_transit: {
    type: 'AWS::EMR::SecurityConfiguration',
    is: (each) => text(each['SecurityConfiguration']).includes('"EnableInTransitEncryption":false'),
  },
  emr_without_encryption_at_rest: {
    type: 'AWS::EMR::SecurityConfiguration',
    is: (each) => text(each['SecurityConfiguration']).includes('"EnableAtRestEncryption":false'),
  },
  emr_master_with_public_address: {
    type: 'AWS::EMR::Cluster',
    is: (cluster) => text(cluster['MasterInstances']).includes('"PublicIpAddress"'),
  },
};
