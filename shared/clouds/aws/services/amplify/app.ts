/**
 * Apps of a region. What may hold secrets is left out: values of environment variables, build commands, headers, logins, and URLs that let in
 * whoever has them.
 */
import { defineType, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Amplify::App',
  kind: 'web_app',
  list: paged('ListApps', 'apps', { maxResults: 100 }),
  gone: ['NotFoundException'],
  id: 'appId',
  nativeId: 'appArn',
  name: 'name',
  tags: 'tags',
  relationships: [uses('AWS::IAM::Role', 'iamServiceRoleArn', 'computeRoleArn'), uses('AWS::WAFv2::WebACL', 'wafConfiguration.webAclArn')],
  // The first rule that fits a request decides.
  ordered: ['customRules'],
  // They change with every deployment.
  volatile: ['productionBranch.lastDeployTime', 'productionBranch.status'],
  drop: [
    'autoBranchCreationConfig.basicAuthCredentials',
    'autoBranchCreationConfig.buildSpec',
    'basicAuthCredentials',
    'buildSpec',
    'customHeaders',
    'productionBranch.thumbnailUrl',
    'repository',
  ],
  keysOnly: ['autoBranchCreationConfig.environmentVariables', 'environmentVariables'],
  urls: ['customRules[].target'],
});
