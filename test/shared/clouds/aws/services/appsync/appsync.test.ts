import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const API = typeCalled('AWS::AppSync::GraphQLApi');

it('gives APIs ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::AppSync::GraphQLApi',
    id: '[a-z2-7]{26}',
    arn: 'appsync:<region>:<account>:apis/[a-z2-7]{26}',
    relations: ['uses AWS::IAM::Role', 'uses AWS::Lambda::Function'],
  });
});

it('knows of an API that it has no cache', async () => {
  const text = "Unable to get the cache as it doesn't exist, please create the cache first.";
  const found = await fetchAll(API, new SampledAws({ GetApiCache: new AnsweredError('NotFoundException', text, 404) }));

  expect(found.length).toBeGreaterThan(0);
  for (const { config, unread } of found) expect([config['ApiCache'], unread]).toEqual([null, {}]);
});

it('does not take a cache that it may not read for none', async () => {
  const found = await fetchAll(API, new SampledAws({ GetApiCache: new AnsweredError('AccessDeniedException', 'No.', 403) }));

  for (const { unread } of found) expect(unread).toMatchObject({ ApiCache: { permission: 'appsync:GetApiCache' } });
});

it('does not store the contact of an owner', async () => {
  expect(JSON.stringify(await fetchAll(API))).not.toContain('not-stored');
});
