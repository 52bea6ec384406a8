import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = typeCalled('AWS::SSMIncidents::ReplicationSet');
const ARN = 'arn:aws:ssm-incidents::111122223333:replication-set/a';

it('gives replication sets ids and ARNs', async () => {
  await expectIdentity({ type: TYPE.type, id: 'arn:.+', arn: 'ssm-incidents::<account>:replication-set/[0-9a-f-]{36}' });
});

it('is none in a region that lists the set and does not hold it', async () => {
  const aws = (error: string): SampledAws =>
    new SampledAws({ ListReplicationSets: { replicationSetArns: [ARN] }, GetReplicationSet: new AnsweredError(error, 'No.', 404) });

  expect(await fetchAll(TYPE, aws('ResourceNotFoundException'))).toEqual([]);
  expect(await fetchAll(TYPE, aws('AccessDeniedException'))).toMatchObject([
    { resource_id: ARN, unread: { '*': { permission: 'ssm-incidents:GetReplicationSet' } } },
  ]);
});

it("uses the customer's key of each region, and none where AWS's own encrypts", async () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1';
  const aws = new SampledAws({
    ListReplicationSets: { replicationSetArns: [ARN] },
    GetReplicationSet: {
      replicationSet: { arn: ARN, regionMap: { 'us-east-1': { sseKmsKeyId: 'DefaultKey' }, 'eu-west-1': { sseKmsKeyId: key } } },
    },
    ListTagsForResource: { tags: {} },
  });

  expect(await fetchAll(TYPE, aws)).toMatchObject([{ relationships: [{ relation: 'uses', type: 'AWS::KMS::Key', id: key }] }]);
});

it('is not offered in every region', async () => {
  expect(await failure(fetchAll(TYPE, new SampledAws(), 'eu-south-1'))).toMatchObject({ details: { class: 'unsupported' } });
});

it('gives response plans ids, ARNs and relationships, and stores no values of parameters', async () => {
  const type = 'AWS::SSMIncidents::ResponsePlan';
  await expectIdentity({
    type,
    id: 'arn:.+',
    arn: 'ssm-incidents::<account>:response-plan/.+-outage',
    relations: ['uses AWS::IAM::Role', 'uses AWS::SSM::Document'],
  });
  const [plan] = await fetchAll(typeCalled(type));

  expect(plan?.config['actions']).toMatchObject([{ ssmAutomation: { parameters: { Token: null } } }]);
});

it('tells whom a response plan notifies, and the secret by which it calls', async () => {
  const plan = 'arn:aws:ssm-incidents::111122223333:response-plan/a';
  const [topic, chat] = ['incidents', 'chat'].map((name) => `arn:aws:sns:us-east-1:111122223333:${name}`);
  const secret = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:pager-AbCdEf';
  const aws = new SampledAws({
    ListResponsePlans: { responsePlanSummaries: [{ arn: plan, name: 'a' }] },
    GetResponsePlan: {
      arn: plan,
      name: 'a',
      incidentTemplate: { title: 'a', impact: 1, notificationTargets: [{ snsTopicArn: topic }] },
      chatChannel: { chatbotSns: [chat] },
      integrations: [{ pagerDutyConfiguration: { name: 'a', secretId: secret, pagerDutyIncidentConfiguration: { serviceId: 'P1' } } }],
    },
    ListTagsForResource: { tags: { team: 'ops' } },
  });

  expect(await fetchAll(typeCalled('AWS::SSMIncidents::ResponsePlan'), aws)).toMatchObject([
    {
      tags: { team: 'ops' },
      relationships: [
        { relation: 'notifies', type: 'AWS::SNS::Topic', id: topic },
        { relation: 'notifies', type: 'AWS::SNS::Topic', id: chat },
        { relation: 'uses', type: 'AWS::SecretsManager::Secret', id: secret },
      ],
    },
  ]);
});
