import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const repository = typeCalled('AWS::CodeCommit::Repository');

it('gives repositories ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::CodeCommit::Repository',
    id: '[a-z-]+-infrastructure',
    arn: 'codecommit:<region>:<account>:[a-z-]+-infrastructure',
    relations: ['uses AWS::KMS::Key'],
  });
});

it('drops repositories that are not found by now, and reads the tags of the others', async () => {
  const aws = new SampledAws({
    ListRepositories: { repositories: [{ repositoryName: 'a' }, { repositoryName: 'b' }] },
    BatchGetRepositories: { repositories: [{ repositoryName: 'a', Arn: 'arn:aws:codecommit:x:1:a' }], repositoriesNotFound: ['b'] },
    GetResources: { ResourceTagMappingList: [{ ResourceARN: 'arn:aws:codecommit:x:1:a', Tags: [{ Key: 'Owner', Value: 'c' }] }] },
  });

  const found = await fetchAll(repository, aws);

  expect(found.map(({ resource_id, tags, unread }) => [resource_id, tags, unread])).toEqual([['a', { Owner: 'c' }, {}]]);
});
