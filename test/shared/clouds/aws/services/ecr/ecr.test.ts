import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::ECR::Repository', id: '[a-z-]+/(api|worker)', arn: 'ecr:<region>:<account>:repository/[a-z-]+/(api|worker)' },
  { type: 'AWS::ECR::Image', id: '[a-z-]+/(api|worker)@sha256:[0-9a-f]{64}', arn: null, relations: ['in AWS::ECR::Repository'] },
  { type: 'AWS::ECR::RegistryScanningConfiguration', id: '[0-9]{12}', arn: null },
  { type: 'AWS::ECR::RegistryPolicy', id: 'registry-policy', arn: null },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const repository = typeCalled('AWS::ECR::Repository');

it('reads the tags and policies of a repository', async () => {
  const { tags, config } = await fetchOne(repository, 'payments-production/worker');

  expect(tags).toMatchObject({ Environment: 'production' });
  expect(config['Policy']).toMatchObject({ Statement: [{ Effect: 'Allow' }, { Effect: 'Allow' }] });
  expect(config['LifecyclePolicy']).toMatchObject({ rules: [{ rulePriority: 1 }] });
});

it('tells a repository without policies from one whose policies may not be read', async () => {
  const read = async (policy: string, lifecycle: string) =>
    (
      await fetchAll(
        repository,
        new SampledAws({
          GetRepositoryPolicy: new AnsweredError(policy, 'No.', 400),
          GetLifecyclePolicy: new AnsweredError(lifecycle, 'No.', 400),
        }),
      )
    )[0];

  expect(await read('RepositoryPolicyNotFoundException', 'LifecyclePolicyNotFoundException')).toMatchObject({
    config: { Policy: null, LifecyclePolicy: null },
    unread: {},
  });
  expect((await read('AccessDeniedException', 'AccessDeniedException'))?.unread).toEqual({
    Policy: { permission: 'ecr:GetRepositoryPolicy', error_code: 'AccessDeniedException' },
    LifecyclePolicy: { permission: 'ecr:GetLifecyclePolicy', error_code: 'AccessDeniedException' },
  });
});

it('has the same image in two repositories, and none of a repository that was deleted since it was listed', async () => {
  const DescribeRepositories = { repositories: [{ repositoryName: 'a' }, { repositoryName: 'b' }, { repositoryName: 'c' }] };
  const DescribeImages = ({ input }: { readonly input: Readonly<Record<string, unknown>> }): object => {
    if (input['repositoryName'] === 'c') throw new AnsweredError('RepositoryNotFoundException', 'No.', 400);
    return { imageDetails: [{ repositoryName: input['repositoryName'], imageDigest: 'sha256:1' }] };
  };

  const found = await fetchAll(typeCalled('AWS::ECR::Image'), new SampledAws({ DescribeRepositories, DescribeImages }));

  expect(found.map(({ resource_id }) => resource_id).toSorted()).toEqual(['a@sha256:1', 'b@sha256:1']);
});

it("knows a registry's policy as data, and tells none from one that may not be read", async () => {
  const type = typeCalled('AWS::ECR::RegistryPolicy');
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [] });

  expect(await fetchAll(type, new SampledAws({ GetRegistryPolicy: { policyText } }))).toMatchObject([
    { config: { policyText: { Version: '2012-10-17', Statement: [] } } },
  ]);
  const none = new AnsweredError('RegistryPolicyNotFoundException', 'No.', 400);
  expect(await fetchAll(type, new SampledAws({ GetRegistryPolicy: none }))).toMatchObject([{ config: { policyText: null } }]);
  const refused = new AnsweredError('AccessDeniedException', 'No.', 400);
  expect(await failure(fetchAll(type, new SampledAws({ GetRegistryPolicy: refused })))).toMatchObject({
    details: { class: 'denied', permission: 'ecr:GetRegistryPolicy' },
  });
});
