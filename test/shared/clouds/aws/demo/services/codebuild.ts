import { text, type Look } from '../said-of-services.ts';

const PROJECT = 'AWS::CodeBuild::Project';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  build_project_plain_access_key: { type: PROJECT, is: (project) => text(project['environment']).includes('"AWS_ACCESS_KEY_ID"') },
  build_project_privileged: { type: PROJECT, is: (project) => text(project['environment']).includes('"privilegedMode":true') },
  build_project_without_logs: {
    type: PROJECT,
    is: (project) => text(project['logsConfig']).split('"status":"ENABLED"').length === 1,
  },
  build_webhook_for_any_branch: { type: PROJECT, is: (project) => text(project['webhook']).includes('"^refs/heads/main"') },
  build_source_url_with_login: { type: PROJECT, is: (project) => text(project['source']).includes('//***:***@') },
  build_project_public: { type: PROJECT, is: (project) => project['projectVisibility'] === 'PUBLIC_READ' },
  report_group_unencrypted: {
    type: 'AWS::CodeBuild::ReportGroup',
    is: (group) => text(group['exportConfig']).includes('"encryptionDisabled":true'),
  },
};
