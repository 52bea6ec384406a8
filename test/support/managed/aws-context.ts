/** The context of a managed resource whose provider is a fake of AWS. */
import type { AccountId } from '../../../shared/ids.ts';
import { managedId } from '../../../shared/managed/managed-id.ts';
import { managedTags, type ManagerContext } from '../../../shared/managed/manager.ts';
import { systemRandom } from '../../../shared/real-seams.ts';
import type { FakeAws } from '../aws-fake/fake-aws.ts';

export const DEPLOYMENT = 'test';
export const NAME = 'shop-db';
const ACCOUNT = 'aws:123456789012' as AccountId;
const REGION = 'eu-west-1';

export const MANAGED_ID = managedId({ account_id: ACCOUNT, region: REGION, type: 'database', name: NAME });

export const awsContext = (
  aws: FakeAws,
  token: string,
  { id, secrets = {} }: { readonly id?: string | undefined; readonly secrets?: Readonly<Record<string, string>> } = {},
): ManagerContext => ({
  managed_id: MANAGED_ID,
  name: NAME,
  account_id: ACCOUNT,
  region: REGION,
  tags: { team: 'shop', ...managedTags(DEPLOYMENT, MANAGED_ID, token) },
  provider_resource_id: id,
  aws: async (clientClass) => await Promise.resolve(aws.client(clientClass)),
  secret: async (reference) => await Promise.resolve(secrets[reference] ?? ''),
  fetch: () => Promise.reject(new Error('A manager of AWS fetches nothing.')),
  clock: aws.clock,
  random: systemRandom,
});
