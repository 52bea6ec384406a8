import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Bedrock::Guardrail',
    id: '[0-9a-f]{12}',
    arn: 'bedrock:<region>:<account>:guardrail/[0-9a-f]{12}',
    relations: ['uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::Bedrock::CustomModel',
    id: 'arn:aws:bedrock:.*:custom-model/.*',
    arn: 'bedrock:<region>:<account>:custom-model/amazon.nova-lite-v1:0:300k/[0-9a-f]{12}',
    relations: ['uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::Bedrock::ModelInvocationLoggingConfiguration',
    id: 'model-invocation-logging-configuration',
    arn: null,
    relations: ['logs_to AWS::S3::Bucket'],
  },
  {
    type: 'AWS::Bedrock::KnowledgeBase',
    id: '[A-Z0-9]{10}',
    arn: 'bedrock:<region>:<account>:knowledge-base/[A-Z0-9]{10}',
    relations: ['uses AWS::IAM::Role', 'uses AWS::SecretsManager::Secret'],
  },
  {
    type: 'AWS::Bedrock::DataSource',
    id: '[A-Z0-9]{10}/[A-Z0-9]{10}',
    arn: null,
    relations: ['in AWS::Bedrock::KnowledgeBase', 'uses AWS::KMS::Key', 'uses AWS::S3::Bucket'],
  },
  {
    type: 'AWS::Bedrock::Prompt',
    id: '[A-Z0-9]{10}',
    arn: 'bedrock:<region>:<account>:prompt/[A-Z0-9]{10}',
    relations: ['uses AWS::KMS::Key'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('knows the role, the key and the guardrail of an agent', async () => {
  const agent = {
    agentId: 'A',
    agentArn: 'arn:aws:bedrock:us-east-1:1:agent/A',
    agentResourceRoleArn: 'arn:aws:iam::1:role/a',
    customerEncryptionKeyArn: 'arn:aws:kms:us-east-1:1:key/k',
    guardrailConfiguration: { guardrailIdentifier: 'g' },
  };
  const aws = new SampledAws({
    ListAgents: { agentSummaries: [{ agentId: 'A' }] },
    GetAgent: { agent },
    ListTagsForResource: { tags: { a: 'b' } },
  });

  expect(await fetchAll(typeCalled('AWS::Bedrock::Agent'), aws)).toMatchObject([
    {
      resource_id: 'A',
      native_id: agent.agentArn,
      tags: { a: 'b' },
      relationships: [
        { relation: 'uses', type: 'AWS::Bedrock::Guardrail', id: 'g' },
        { relation: 'uses', type: 'AWS::IAM::Role', id: agent.agentResourceRoleArn },
        { relation: 'uses', type: 'AWS::KMS::Key', id: agent.customerEncryptionKeyArn },
      ],
    },
  ]);
});

it.each(['Guardrail', 'Agent', 'KnowledgeBase', 'Prompt'])('stores no confidential text of %s', async (name) => {
  const found = await fetchAll(typeCalled(`AWS::Bedrock::${name}`));

  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('tells that no invocation is logged', async () => {
  const aws = new SampledAws({ GetModelInvocationLoggingConfiguration: {} });

  const found = await fetchAll(typeCalled('AWS::Bedrock::ModelInvocationLoggingConfiguration'), aws);

  expect(found.map(({ resource_id, config, unread }) => [resource_id, config, unread])).toEqual([
    ['model-invocation-logging-configuration', {}, {}],
  ]);
});

it("lists the account's own custom models only", async () => {
  const aws = new SampledAws();

  await fetchAll(typeCalled('AWS::Bedrock::CustomModel'), aws);

  expect(aws.called('ListCustomModels').map(({ input }) => input['isOwned'])).toEqual([true]);
});

it('has no data sources of a knowledge base that was deleted since it was listed', async () => {
  const aws = new SampledAws({ ListDataSources: new AnsweredError('ResourceNotFoundException', 'No.', 404) });

  expect(await fetchAll(typeCalled('AWS::Bedrock::DataSource'), aws)).toEqual([]);
});
