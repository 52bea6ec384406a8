import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  gateway_on_one_machine: { type: 'AWS::StorageGateway::Gateway', is: (found) => found['HostEnvironment'] === 'KVM' },
  nfs_share_without_own_key: { type: 'AWS::StorageGateway::NFSFileShare', is: (found) => found['KMSEncrypted'] === false },
};
