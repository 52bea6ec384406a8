/** How commands name a resource: by its id, its ARN or its name, and where they look for it. */
import type { Option } from 'commander';
import { storedUid } from '../../shared/readable-ids.ts';
import { accountsOption } from './accounts-option.ts';
import type { ApiClient, Query } from './api-client.ts';
import { listed } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import type { NamedResources, Resource } from './shapes.ts';

export interface Place {
  readonly account?: readonly string[];
  readonly type?: readonly string[];
  readonly region?: readonly string[];
}

export const pathOf = (id: string): string => `resources/${encodeURIComponent(id)}`;
export const NAMED = ['<resource>', 'id as "muster resources list" shows it, or an ARN or a name that only one resource has'] as const;
export const accountOption = (): Option => accountsOption('--account <ids>', 'resources of these accounts');
export const TYPE = ['--type <types>', 'resources of these types: AWS::EC2::VPC', listed] as const;
export const REGION = ['--region <names>', 'resources in these regions', listed] as const;

/** How many resources of one name are listed. */
const SHOWN = 10;

/**
 * The id of the resource that is named by its id, its ARN or its name. The index of names is asked first. It knows neither deleted resources nor those that only their
 * tag `Name` calls so: they are looked for, if the index has none, in everything that `place` leaves. `place` is undefined for a command without its options.
 * @throws CommandError if no resource has the name, or several have
 */
export async function idNamed(named: string, given: Place | undefined, api: ApiClient): Promise<string> {
  if (storedUid(named).includes('|')) return named;
  if (named === '') throw new CommandError('No resource is called ""; give an id, an ARN or a name.', EXIT.refused);
  const { account = accountOf(named), ...place } = given ?? {};
  const where = { account_id: account, ...place };
  const indexed = await api.call<NamedResources>('named-resources', { query: { name: named, ...where } });
  const isFound = indexed.whole && indexed.resources.length > 0;
  const [first, ...others] = isFound ? indexed.resources : await listedAs(named, where, api);
  if (first === undefined)
    throw new CommandError(
      `No resource is called ${JSON.stringify(named)}; give an id as "muster resources list" shows it, an ARN, or the exact name.`,
      EXIT.refused,
    );
  if (others.length === 0) return first.id;
  const ids = [first, ...others].slice(0, SHOWN).map(({ id }) => id);
  const more = others.length >= SHOWN ? ' and more' : '';
  throw new CommandError(
    `${JSON.stringify(named)} names several resources: ${ids.join(', ')}${more}; give one of these ids${given ? ', or narrow with --account, --type or --region' : ''}.`,
    EXIT.refused,
  );
}

/** The resources in use that are called so, or the deleted ones if there are none. */
async function listedAs(named: string, where: Query, api: ApiClient): Promise<readonly Resource[]> {
  const found = [];
  for await (const resource of api.list<Resource>('resources', { resource: [named], is_last: 'any', ...where }, SHOWN + 1))
    found.push(resource);
  const used = found.filter(({ is_last }) => is_last === 1);
  return used.length > 0 ? used : found;
}

/** The account that an ARN names; undefined for other names, and for ARNs without one, such as those of buckets. */
function accountOf(named: string): readonly string[] | undefined {
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(named)?.[1];
  return account === undefined ? undefined : [account];
}
