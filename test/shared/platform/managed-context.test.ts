import { expect, it } from '@jest/globals';
import type { AccountId, CustomerId } from '../../../shared/ids.ts';
import type { ManagedRow } from '../../../shared/managed/model.ts';
import { managedContexts } from '../../../shared/platform/managed-context.ts';
import { systemClock, systemRandom } from '../../../shared/real-seams.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:999988887777:secret:muster/github-a1B2c3';
const read: string[] = [];
const contexts = managedContexts({
  deployment: 'test',
  clients: { get: () => Promise.reject(new Error('No client is asked for.')) as never },
  secrets: {
    read: async (reference) => {
      read.push(reference);
      return await Promise.resolve('hunter2');
    },
  },
  clock: systemClock,
  random: systemRandom,
});

function contextOf(customer_id?: CustomerId) {
  const spec = {
    name: 'shop',
    account_id: 'aws:111122223333' as AccountId,
    region: 'global',
    tags: {},
    ...(customer_id && { customer_id }),
  };
  // The context is made of these fields alone.
  return contexts({ managed_id: 'mgd_abcdefghijklmnopqrstuv', spec } as unknown as ManagedRow);
}

it('reads no secret of others for the resource of a customer, wherever the reference comes from', async () => {
  const customer = 'cus_aaaaaaaaaaaaaaaaaaaaaa' as CustomerId;
  await expect(contextOf(customer).secret(SECRET)).rejects.toMatchObject({ details: { class: 'denied', error_code: 'NotOfCustomer' } });
  expect(read).toEqual([]);
  expect(await contextOf().secret(SECRET)).toBe('hunter2');
});
