import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const POLICY = typeCalled('AWS::FMS::Policy');

it.each([{ type: 'AWS::FMS::Policy', id: '[0-9a-f-]{36}', arn: 'fms:<region>:<account>:policy/[0-9a-f-]{36}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it.each([
  ['No default admin could be found for account 111122223333 in Region us-east-1', 'unsupported'],
  ['Operation ListPolicies is only available to AWS Firewall Manager Administrators.', 'unsupported'],
  ['User: arn:aws:sts::111122223333:assumed-role/muster/x is not authorized to perform: fms:ListPolicies', 'denied'],
])('takes "%s" as %s', async (message, kind) => {
  const refusal = new AnsweredError('AccessDeniedException', message, 400);

  expect(await failure(fetchAll(POLICY, new SampledAws({ ListPolicies: refusal })))).toMatchObject({ details: { class: kind } });
});

it('does not store what a policy hands to the firewall', async () => {
  expect(JSON.stringify(await fetchAll(POLICY))).not.toContain('not-stored');
});
