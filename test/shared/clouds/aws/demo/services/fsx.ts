import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  openzfs_in_one_zone: {
    type: 'AWS::FSx::FileSystem',
    is: ({ OpenZFSConfiguration }) => text(OpenZFSConfiguration).includes('"SINGLE_AZ_2"'),
  },
};
