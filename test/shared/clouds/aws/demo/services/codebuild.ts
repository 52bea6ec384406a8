import { text, type Look } from '../said-of-services.ts';

const PROJECT = 'AWS::CodeBuild::Project';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  build_project_plain_access_key: { type: PROJECT, is: (project) => text(project['environment']).includes('"AWS_ACCESS_KEY_ID"') },
  build_project_privileged: { type: PROJECT, is: (project) => text(project['environment']).includes('"privilegedMode":true') },
  build_project_public: { type: PROJECT, is: (project) => project['projectVisibility'] === 'PUBLIC_READ' },
  report_group_unencrypted: {
    type: 'AWS::CodeBuild::ReportGroup',
    is: (group) => text(group['exportConfig']).includes('"encryptionDisabled":true'),
  },
};
