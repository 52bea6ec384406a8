/** Counts the calls by which an inventory reads a demo account with all built-in policies in use, so that no service takes more unnoticed. */
import { expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { asking } from '../../../../../shared/clouds/asked-details.ts';
import { DETAILS_OF_POLICIES } from '../../../../../shared/policies/details-of-policies.generated.ts';
import { AWS_TYPES } from '../../../../../shared/clouds/aws/types.generated.ts';
import { idOfAccount, readAccount } from './read-account.ts';
import { callsOfServices } from './said-of-services.ts';

/**
 * Calls for each resource, the lists of empty regions included. A number may fall; one that grows needs a reason. Other services have theirs in
 * `services/`.
 */
const MOST: Readonly<Record<string, number>> = {
  dynamodb: 6.5,
  kms: 3.84,
  s3: 10.67,
  sqs: 2.75,
  ...(await callsOfServices()),
};

it('a service takes no more calls for each resource than it did', async () => {
  const taken: Record<string, number> = {};
  const account = idOfAccount(demoAccounts(1)[0]!.account_id);
  for (const service of new Set(AWS_TYPES.map((type) => type.service))) {
    const types = AWS_TYPES.filter((type) => type.service === service);
    const demo = demoAnswerer({ accounts: 1, day: 1 });
    let calls = 0;
    const counting = {
      answer: async (call: Parameters<typeof demo.answer>[0]) => {
        calls += 1;
        return await demo.answer(call);
      },
    };
    const found = await readAccount(counting, account, asking(types, DETAILS_OF_POLICIES));
    taken[service] = Math.ceil((calls / found.size) * 100) / 100;
  }

  const grown = Object.entries(taken).filter(([service, calls]) => calls > (MOST[service] ?? 0));
  expect(Object.fromEntries(grown)).toEqual({});
  expect(Object.keys(MOST).toSorted()).toEqual(Object.keys(taken).toSorted());
});
