import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  kubernetes_public_endpoint: { type: 'AWS::EKS::Cluster', is: (cluster) => text(cluster['resourcesVpcConfig']).includes('"0.0.0.0/0"') },
  kubernetes_version_old: { type: 'AWS::EKS::Cluster', is: ({ version }) => version === '1.31' },
  kubernetes_secrets_without_key: { type: 'AWS::EKS::Cluster', is: ({ encryptionConfig }) => encryptionConfig === undefined },
  kubernetes_without_audit_log: { type: 'AWS::EKS::Cluster', is: (cluster) => text(cluster['logging']).includes('"enabled":false') },
};
