import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::SecurityHub::Hub', id: 'hub', arn: 'securityhub:<region>:<account>:hub/default' },
  {
    type: 'AWS::SecurityHub::Standard',
    id: 'arn:.+',
    arn: 'securityhub:<region>:<account>:subscription/aws-foundational-security-best-practices/v/1.0.0',
  },
  { type: 'AWS::SecurityHub::ProductSubscription', id: 'arn:.+', arn: 'securityhub:<region>:<account>:product-subscription/aws/guardduty' },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

describe('an account that has not turned it on', () => {
  const off = new AnsweredError('InvalidAccessException', 'Account 1 is not subscribed to AWS Security Hub', 401);
  const denied = new AnsweredError('InvalidAccessException', 'You may not do this.', 401);

  it('has a hub that is off', async () => {
    expect(await fetchAll(typeCalled('AWS::SecurityHub::Hub'), new SampledAws({ DescribeHub: off }))).toMatchObject([
      { resource_id: 'hub', native_id: null, config: { Hub: null }, unread: {} },
    ]);
  });

  it('has no standards to read; one that may not read them is denied', async () => {
    const standards = async (error: AnsweredError) =>
      await failure(fetchAll(typeCalled('AWS::SecurityHub::Standard'), new SampledAws({ GetEnabledStandards: error })));

    expect(await standards(off)).toMatchObject({ details: { class: 'unsupported' } });
    expect(await standards(denied)).toMatchObject({ details: { class: 'denied' } });
  });
});
