import { type Look, text } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  dax_unencrypted: { type: 'AWS::DAX::Cluster', is: (found) => text(found['SSEDescription']).includes('DISABLED') },
  dax_without_tls: { type: 'AWS::DAX::Cluster', is: (found) => found['ClusterEndpointEncryptionType'] === 'NONE' },
};
