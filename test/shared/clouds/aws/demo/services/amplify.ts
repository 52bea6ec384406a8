import type { Look } from '../said-of-services.ts';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  web_app_branch_without_password: { type: 'AWS::Amplify::Branch', is: (branch) => branch['enableBasicAuth'] === false },
};
