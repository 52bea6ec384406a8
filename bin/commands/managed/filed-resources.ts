/** The managed resources that the requests of files are about. */
import { orderedByDependencies } from '../../../shared/managed/cycles.ts';
import type { ApiClient } from '../api-client.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { ManagedResource } from '../shapes.ts';
import { type FiledRequest, requestsIn } from './resource-files.ts';

/** The fields that name a resource. Types of no region have none. */
interface Identity {
  readonly type: string;
  readonly name: string;
  readonly account: string;
  readonly region: unknown;
}

/**
 * The resources dependents first, and what is not there. Nothing else of the requests is looked at, so that a file that could not be applied any more names them too.
 * @throws CommandError for a request that names no resource
 */
export async function managedIn(
  files: readonly string[],
  api: ApiClient,
): Promise<{ readonly found: readonly ManagedResource[]; readonly missing: readonly Identity[] }> {
  const identities = requestsIn(files).map(identityOf);
  const found = new Map<string, ManagedResource>();
  const met = new Set<Identity>();
  for await (const each of api.list<ManagedResource>('managed-resources')) {
    for (const identity of identities.filter((one) => isOf(one, each))) {
      found.set(each.managed_id, each);
      met.add(identity);
    }
  }
  const ordered = await orderedByDependencies(
    [...found.values()].map(({ managed_id, dependencies }) => ({
      id: managed_id,
      dependsOn: dependencies.flatMap((each) => each.managed_id ?? []),
    })),
  );
  // Circles are refused before they are stored.
  const order = 'order' in ordered ? ordered.order.toReversed() : [...found.keys()];
  return { found: order.flatMap((id) => found.get(id) ?? []), missing: identities.filter((each) => !met.has(each)) };
}

function identityOf({ body, where }: FiledRequest): Identity {
  const { type, name, account_id: account, region } = body;
  if (typeof type === 'string' && typeof name === 'string' && typeof account === 'string') return { type, name, account, region };
  throw new CommandError(`${where}: it does not name a resource; write type, name and account_id, each as a text.`, EXIT.refused);
}

/** Users may leave out the cloud of an account of AWS. */
const isOf = ({ type, name, account, region }: Identity, each: ManagedResource): boolean =>
  each.type === type &&
  each.name === name &&
  (each.account_id === account || each.account_id === `aws:${account}`) &&
  (each.region === region || each.region === NO_REGION);

const NO_REGION = 'global';
