import type { Look } from '../said-of-services.ts';

export const CALLS = 2.67;

export const LOOKS: Readonly<Record<string, Look>> = {
  workspace_unencrypted: { type: 'AWS::WorkSpaces::Workspace', is: (desktop) => desktop['UserVolumeEncryptionEnabled'] === false },
};
