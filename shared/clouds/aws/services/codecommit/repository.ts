/** Repositories of a region, without their content. */
import { defineType, inBatches, paged, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::CodeCommit::Repository',
  kind: 'code_repository',
  list: paged('ListRepositories', 'repositories'),
  describe: inBatches('BatchGetRepositories', { repositoryNames: 'repositoryName' }, 25, 'repositories', {
    match: 'repositoryName',
    failures: { items: 'repositoriesNotFound', match: '@', gone: true },
  }),
  gone: ['RepositoryDoesNotExistException'],
  id: 'repositoryName',
  nativeId: 'Arn',
  name: 'repositoryName',
  tags: 'Tags',
  relationships: [usesKey('kmsKeyId')],
  batch: { Tags: tagsByArn('Arn') },
  // Every push sets it.
  volatile: ['lastModifiedDate'],
});
