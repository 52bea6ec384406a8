/** Requests for managed resources, and how they are checked. */
import type { AccountId, ResourceUid } from '../../shared/ids.ts';
import { managedId } from '../../shared/managed/managed-id.ts';
import type { JsonObject, ManagedRow, Spec } from '../../shared/managed/model.ts';
import { checkedSpec, type RequestDeps } from '../../shared/managed/requests.ts';
import { InvalidFields } from '../../shared/validation/invalid-fields.ts';
import { PLAIN_MANAGERS } from './plain-managers.ts';

export const ACCOUNT = 'aws:111122223333' as AccountId;
export const OWN = 'cus_aaaaaaaaaaaaaaaaaaaaaa';
export const BUCKET = `${ACCOUNT}|AWS::S3::Bucket|eu-west-1|logs` as ResourceUid;

export const store = { type: 'plain_store', name: 'shop-db', account_id: ACCOUNT, region: 'eu-west-1', config: { engine: 'oak' } };
export const worker = { type: 'plain_worker', name: 'build', account_id: ACCOUNT, config: { command: 'run' } };

/** The row of a resource, as far as requests look at it. */
export function row(spec: Partial<Spec> & Pick<Spec, 'type' | 'name' | 'region'>, more: Partial<ManagedRow> = {}): ManagedRow {
  const whole = { account_id: ACCOUNT, config: {}, tags: {}, dependencies: [], ...spec };
  return { managed_id: managedId(whole), spec: whole, ...more } as ManagedRow;
}

/** A world for requests: these rows, one account, one customer and a bucket. */
export function depsWith(rows: readonly ManagedRow[] = [], more: Partial<RequestDeps> = {}): RequestDeps {
  return {
    managers: PLAIN_MANAGERS,
    resources: { getMany: async (ids) => rows.filter(({ managed_id }) => ids.includes(managed_id)) },
    isInventoried: async (uid) => uid === BUCKET,
    hasAccount: async (id) => id === ACCOUNT,
    hasCustomer: async (id) => id === OWN,
    ownCustomer: undefined,
    awsRegions: ['eu-west-1', 'us-east-1'],
    ...more,
  };
}

/** Everything that is wrong with the request, a sentence each. */
export async function problemsOf(body: JsonObject, deps = depsWith(), before?: Spec): Promise<readonly string[]> {
  try {
    await checkedSpec(body, deps, before);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFields)) throw error;
    return error.problems.map(({ message }) => message);
  }
}
