import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::CodeArtifact::Repository';

it.each([
  {
    type: TYPE,
    id: 'arn:aws:codeartifact:us-east-1:[0-9]+:repository/halden/[a-z-]+',
    arn: 'codeartifact:<region>:<account>:repository/halden/[a-z-]+',
  },
  {
    type: 'AWS::CodeArtifact::Domain',
    id: 'arn:aws:codeartifact:us-east-1:[0-9]+:domain/halden',
    arn: 'codeartifact:<region>:<account>:domain/halden',
    relations: ['uses AWS::KMS::Key'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const gone = new AnsweredError('ResourceNotFoundException', 'No.', 404);

it('reads a repository by its domain, and tells one without a policy from one that is gone', async () => {
  const repository = { arn: 'arn:aws:codeartifact:us-east-1:111122223333:repository/d/r', name: 'r', domainName: 'd', domainOwner: '1' };
  const named = { domain: 'd', domainOwner: '1', repository: 'r' };
  const ListRepositories = { repositories: [repository] };
  const aws = new SampledAws({ ListRepositories, DescribeRepository: { repository }, GetRepositoryPermissionsPolicy: gone });

  const [found] = await fetchAll(typeCalled(TYPE), aws);

  expect(found).toMatchObject({ resource_id: repository.arn, config: { Policy: null }, unread: {} });
  expect([...aws.called('DescribeRepository'), ...aws.called('GetRepositoryPermissionsPolicy')].map(({ input }) => input)).toEqual([
    named,
    named,
  ]);
  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ ListRepositories, DescribeRepository: gone }))).toEqual([]);
});

it('knows a policy as data', async () => {
  const [found] = await fetchAll(typeCalled(TYPE));

  expect(found?.config['Policy']).toMatchObject({ Statement: [{ Effect: 'Allow' }] });
});

it('tells a domain without a policy from one whose policy may not be read', async () => {
  const policyOf = async (error: string): Promise<object> => {
    const aws = new SampledAws({ GetDomainPermissionsPolicy: new AnsweredError(error, 'No.', 400) });
    const [domain] = await fetchAll(typeCalled('AWS::CodeArtifact::Domain'), aws);
    return { policy: domain?.config['Policy'], unread: domain?.unread };
  };

  expect(await policyOf('ResourceNotFoundException')).toEqual({ policy: null, unread: {} });
  expect(await policyOf('AccessDeniedException')).toMatchObject({
    policy: undefined,
    unread: { Policy: { permission: 'codeartifact:GetDomainPermissionsPolicy' } },
  });
});
