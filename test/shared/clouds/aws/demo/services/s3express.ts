import type { Look } from '../said-of-services.ts';

export const CALLS = 6;

export const LOOKS: Readonly<Record<string, Look>> = {
  directory_bucket_without_lifecycle: {
    type: 'AWS::S3Express::DirectoryBucket',
    is: ({ LifecycleConfiguration }) => LifecycleConfiguration === null,
  },
};
