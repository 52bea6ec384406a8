import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  openzfs_tags_not_copied: {
    type: 'AWS::FSx::FileSystem',
    is: (it) => JSON.stringify(it['OpenZFSConfiguration'] ?? {}).includes('"CopyTagsToBackups":false'),
  },
  fsx_modest: {
    type: 'AWS::FSx::FileSystem',
    is: (it) => it['FileSystemType'] !== 'OPENZFS' && /SINGLE_AZ|"CopyTagsToBackups":false/.test(JSON.stringify(it)),
  },
  openzfs_in_one_zone: {
    type: 'AWS::FSx::FileSystem',
    is: ({ OpenZFSConfiguration }) => text(OpenZFSConfiguration).includes('"SINGLE_AZ_2"'),
  },
};
