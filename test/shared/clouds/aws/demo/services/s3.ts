import { type Look, text } from '../said-of-services.ts';

export const LOOKS: Readonly<Record<string, Look>> = {
  bucket_for_trails_of_everyone: {
    type: 'AWS::S3::Bucket',
    is: (bucket) => /"StringEquals":\{"s3:x-amz-acl":"[^"]*"\}/.test(text(bucket['Policy'])),
  },
  account_without_public_access_block: {
    type: 'AWS::S3::AccountPublicAccessBlock',
    is: (account) => account['PublicAccessBlockConfiguration'] === null,
  },
  access_point_without_public_access_block: {
    type: 'AWS::S3::AccessPoint',
    is: ({ PublicAccessBlock }) => text(PublicAccessBlock).includes('false'),
  },
};
