/** Branches of every app of a region. What may hold secrets is left out: values of environment variables, build commands, logins and signed URLs. */
import { defineType, inside, paged, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Amplify::Branch',
  kind: 'web_app',
  parents: 'AWS::Amplify::App',
  inherit: { appId: 'appId' },
  list: paged('ListBranches', 'branches', { maxResults: 50 }, { from: { appId: 'appId' } }),
  id: 'branchArn',
  nativeId: 'branchArn',
  name: 'branchName',
  tags: 'tags',
  relationships: [inside('AWS::Amplify::App', 'appId'), uses('AWS::IAM::Role', 'computeRoleArn')],
  // They change with every deployment.
  volatile: ['activeJobId', 'totalNumberOfJobs'],
  drop: ['basicAuthCredentials', 'buildSpec', 'thumbnailUrl'],
  keysOnly: ['environmentVariables'],
});
