/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { StorageGatewayClient, DescribeGatewayInformationCommand, DescribeNFSFileSharesCommand, DescribeSMBFileSharesCommand, ListFileSharesCommand, ListGatewaysCommand } from '@aws-sdk/client-storage-gateway';
import type { LoadedService } from '../../types/loaded-service.ts';
import gatewayType from './gateway.ts';
import nfsFileShareType from './nfs-file-share.ts';
import smbFileShareType from './smb-file-share.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: StorageGatewayClient,
  commands: { DescribeGatewayInformation: DescribeGatewayInformationCommand, DescribeNFSFileShares: DescribeNFSFileSharesCommand, DescribeSMBFileShares: DescribeSMBFileSharesCommand, ListFileShares: ListFileSharesCommand, ListGateways: ListGatewaysCommand },
  types: [gatewayType, nfsFileShareType, smbFileShareType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
