import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::InspectorV2::AccountStatus';

it.each([{ type: TYPE, id: ACCOUNT, arn: null }])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('does not take an answer without a status for an account that has none', async () => {
  const failedAccounts = [{ accountId: ACCOUNT, errorCode: 'INTERNAL_ERROR', errorMessage: 'Try again.' }];
  const aws = new SampledAws({ BatchGetAccountStatus: { accounts: [], failedAccounts } });

  expect(await failure(fetchAll(typeCalled(TYPE), aws))).toMatchObject({ details: { class: 'transient' } });
});

it('keeps the status of the account alone', async () => {
  const accounts = ['999900001111', ACCOUNT].map((accountId) => ({ accountId, state: { status: 'ENABLED' } }));

  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ BatchGetAccountStatus: { accounts } }))).toMatchObject([
    { resource_id: ACCOUNT },
  ]);
});

it('is denied where the call is', async () => {
  const denied = new AnsweredError('AccessDeniedException', 'Not authorized.', 403);

  expect(await failure(fetchAll(typeCalled(TYPE), new SampledAws({ BatchGetAccountStatus: denied })))).toMatchObject({
    details: { class: 'denied', permission: 'inspector2:BatchGetAccountStatus' },
  });
});
