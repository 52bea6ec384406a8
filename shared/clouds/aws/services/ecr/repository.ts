/** Private container repositories of a region. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::ECR::Repository',
  kind: 'container_registry',
  list: paged('DescribeRepositories', 'repositories', { maxResults: 1000 }),
  gone: ['RepositoryNotFoundException'],
  id: 'repositoryName',
  nativeId: 'repositoryArn',
  name: 'repositoryName',
  tags: 'Tags',
  relationships: [usesKey('encryptionConfiguration.kmsKey')],
  // ECR's own call reads the tags of one repository.
  batch: { Tags: tagsByArn('repositoryArn') },
  details: {
    Policy: read('GetRepositoryPolicy', { repositoryName: 'repositoryName' }, 'policyText', {
      absent: ['RepositoryPolicyNotFoundException'],
    }),
    LifecyclePolicy: read('GetLifecyclePolicy', { repositoryName: 'repositoryName' }, 'lifecyclePolicyText', {
      absent: ['LifecyclePolicyNotFoundException'],
    }),
  },
  documents: ['Policy', 'LifecyclePolicy'],
});
