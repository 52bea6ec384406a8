import type { Look } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  workspace_unencrypted: { type: 'AWS::WorkSpaces::Workspace', is: (desktop) => desktop['UserVolumeEncryptionEnabled'] === false },
};
