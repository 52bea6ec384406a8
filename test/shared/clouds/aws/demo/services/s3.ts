import type { Look } from '../said-of-services.ts';

export const LOOKS: Readonly<Record<string, Look>> = {
  account_without_public_access_block: {
    type: 'AWS::S3::AccountPublicAccessBlock',
    is: (account) => account['PublicAccessBlockConfiguration'] === null,
  },
};
