/** Reads the stored resources on which a policy is tried, account by account, up to bounds that one request may take. */
import type { AccountId } from '../ids.ts';
import type { TrialAccount } from '../policies/trial.ts';
import type { Clock } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { StoredResources } from './stored-resources.ts';

export interface TrialSelection {
  readonly type: string;
  readonly relatedTypes: readonly string[];
  readonly accounts: readonly AccountId[];
  /** The most resources of the type. */
  readonly most: number;
}

export interface TrialResources {
  readonly accounts: readonly TrialAccount[];
  /** How many resources of the type were read. */
  readonly resources: number;
  /** How many of the accounts were read to their end. */
  readonly readAccounts: number;
}

/** The most resources of each type that the policy looks up, in an account. */
const MOST_RELATED = 2000;
/** The most bytes of all resources as JSON. */
const MAX_BYTES = 24 * 2 ** 20;
/** The function has 29 s, and the check and the judging take some. */
const MAX_MS = 8000;

export async function trialResources(
  { type, relatedTypes, accounts, most }: TrialSelection,
  store: Store,
  clock: Pick<Clock, 'now'>,
): Promise<TrialResources> {
  const until = clock.now() + MAX_MS;
  const read: TrialAccount[] = [];
  let resources = 0;
  let bytes = 0;
  let readAccounts = 0;
  for (const account_id of accounts) {
    if (resources >= most || bytes >= MAX_BYTES || clock.now() >= until) break;
    const stored = await StoredResources.open(store, account_id, { mostOfType: MOST_RELATED });
    let isWhole = true;
    const judged: TrialAccount['judged'][number][] = [];
    if (stored.mayHave(type)) {
      await stored.load(relatedTypes);
      reading: for await (const page of stored.pages(type)) {
        for (const subject of page) {
          if (resources >= most || bytes >= MAX_BYTES) {
            isWhole = false;
            break reading;
          }
          judged.push({ subject, observedAt: stored.observedAt(type, subject.segment) ?? clock.now() });
          resources += 1;
          bytes += Buffer.byteLength(JSON.stringify(subject));
        }
      }
    }
    if (isWhole) readAccounts += 1;
    if (judged.length === 0) continue;
    const related = Object.fromEntries(relatedTypes.map((each) => [each, stored.ofType(each)]));
    bytes += Buffer.byteLength(JSON.stringify(related));
    read.push({ account_id, judged, related });
  }
  return { accounts: read, resources, readAccounts };
}
