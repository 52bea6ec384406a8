import { expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const CHECK = typeCalled('AWS::Support::TrustedAdvisorCheck');

it.each([{ type: 'AWS::Support::TrustedAdvisorCheck', id: '[A-Za-z0-9]{10}', arn: null }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('is unsupported without a paid support plan', async () => {
  const refusal = new AnsweredError(
    'SubscriptionRequiredException',
    'Amazon Web Services Premium Support Subscription is required to use this service.',
    400,
  );

  expect(await failure(fetchAll(CHECK, new SampledAws({ DescribeTrustedAdvisorChecks: refusal })))).toMatchObject({
    details: { class: 'unsupported' },
  });
});

it('asks again with fewer ids where a call was refused, and tells which results it could not read', async () => {
  const aws = new SampledAws({
    DescribeTrustedAdvisorCheckSummaries: ({ input }: CloudCall) => {
      // The definition gives a list of texts.
      const ids = input['checkIds'] as readonly string[];
      if (ids.length > 1) throw new AnsweredError('InvalidParameterValueException', 'Too many.', 400);
      return { summaries: ids.filter((id) => id === 'HCP4007jGY').map((checkId) => ({ checkId, status: 'error' })) };
    },
  });
  const found = await fetchAll(CHECK, aws);

  expect(found.map(({ config, unread }) => [config['Summary'], Object.keys(unread)])).toEqual([
    [{ checkId: 'HCP4007jGY', status: 'error' }, []],
    [undefined, ['Summary']],
  ]);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
