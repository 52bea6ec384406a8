/** Resources to evaluate policies on, read by the resource types themselves, so that they are in the stored form. */
import type { Answerer } from '../../../shared/clouds/aws/answerer.ts';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer } from '../../../shared/clouds/aws/demo/demo-answerer.ts';
import { answeredBy } from '../../../shared/clouds/aws/exchange.ts';
import { AwsSession } from '../../../shared/clouds/aws/session.ts';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { GLOBAL_SEGMENT } from '../../../shared/clouds/cloud.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import { asking } from '../../../shared/clouds/asked-details.ts';
import { RESOURCE_TYPES } from '../../../shared/registry.ts';

const SEEN_AT = '2026-11-21T00:00:00.000Z';

/** Every resource of the demo estate, except those that an account denies to list. */
export async function demoResources(accounts: number, day: 1 | 2): Promise<readonly Subject[]> {
  const answerer = demoAnswerer({ accounts, day });
  const read = await Promise.all(demoAccounts(accounts).map(({ account_id }) => resourcesOf(answerer, account_id)));
  return read.flat();
}

/** Every resource that the answerer has for one account: every type in `regions`, or in all regions of the account. */
export async function resourcesOf(
  answerer: Answerer,
  account = 'aws:111122223333',
  regions?: readonly string[],
): Promise<readonly Subject[]> {
  const session = new AwsSession({
    account: account.slice('aws:'.length),
    homeRegion: 'us-east-1',
    idleMs: Infinity,
    credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
    exchange: answeredBy(answerer),
    offline: true,
    counter: { calls: 0 },
    clock: { now: () => 0, sleep: async () => undefined },
  });
  const found: Subject[] = [];
  const everywhere = regions ?? (await session.regions());
  for (const type of asking(RESOURCE_TYPES, 'all')) {
    for (const segment of type.scope === 'global' ? [GLOBAL_SEGMENT] : everywhere) {
      try {
        for await (const page of session.fetch(type, segment)) {
          for (const resource of page) {
            const times = { first_seen_at: SEEN_AT, changed_at: SEEN_AT };
            found.push({
              ...resource,
              ...times,
              type: type.type,
              kind: type.kind,
              segment,
              region: resource.region ?? segment,
              account_id: parseAccountId(account),
            });
          }
        }
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
      }
    }
  }
  session.close();
  return found;
}
