/**
 * Builders of the definitions of OCI's services and types. They only build data.
 *
 * A path and its query may hold words in braces; a parameter of a query is one word or none. `{tenancy}`, `{namespace}` (of Object Storage), `{compartment}` and `{availabilityDomain}` come
 * from the place; a list is called once for each compartment and availability domain that it names so. Any other word is a path in the item, and with
 * `^` a path in the parent's item (in a list, all of them are the parent's). A path that begins with such a word is called at the host that the
 * item names.
 */
import { type ApiId, APIS, type OciApi } from '../apis.ts';
import type { CloudService, ListCall, Path, ReadCall, SingleCall, TypeDefinition } from '../../types/definition.ts';
import { isPlace } from '../../types/placeholders.ts';

export { inside, join, memberOf, relation, uses } from '../../types/define.ts';

/** A service; `api` is the API that most of its types are read by. `global`: its types belong to the tenancy and are read in the home region. */
export const defineService = ({ api, ...service }: { readonly id: string; readonly api: ApiId; readonly global?: true }): CloudService => ({
  ...service,
  limit: APIS[api].limit,
});

/** The tags of every type are read from `freeformTags` and `definedTags`. Resources that can have none have neither. */
export const defineType = (definition: Omit<TypeDefinition, 'id' | 'tags'> & { readonly id?: TypeDefinition['id'] }): TypeDefinition => ({
  id: 'id',
  name: 'displayName',
  nativeId: 'id',
  tags: 'freeformTags',
  only: { path: 'lifecycleState', not: GONE_STATES },
  ...definition,
  volatile: [...SYSTEM_VALUES, ...(definition.volatile ?? [])],
});

/** OCI goes on listing resources for a while after they were deleted. */
const GONE_STATES = ['DELETED', 'TERMINATED'] as const;

/** OCI's own tags, and the version of the stored object: they change without a change of the resource. */
const SYSTEM_VALUES = ['systemTags', 'etag'] as const;

type Query = Readonly<Record<string, string | number>>;

interface ListOptions {
  /** Parameters of the query; `compartmentId={compartment}` if absent. */
  readonly query?: Query;
  /** The path of the list in the answer; the answer itself is the list if absent. */
  readonly items?: Path;
  /** `scim`: the pages of identity domains. */
  readonly pages?: ListCall['pages'] | 'scim';
}

type ReadOptions = Partial<Pick<ReadCall, 'absent' | 'when' | 'after' | 'optional' | 'each'>> & {
  readonly query?: Query;
  /** The path of the value in the answer; the whole answer if absent. */
  readonly path?: Path;
};

/** The page token that the transport puts beside the body of each answer, and the parameter that takes it. */
const PAGES = ['page', 'next'] as const;
/** SCIM counts its items: https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.4 */
export const SCIM_PAGES = ['startIndex', 'nextIndex'] as const;

/** The paths of an answer are below `body`, because the transport puts the page token beside it. */
const inBody = (path: Path): Path => (path === '@' ? 'body' : `body.${path}`);

/** The calls of one API: `core.list('/instances', 'read instances')`. `permission` has one of the forms of `permission-text.ts`. */
export function callsOf(id: ApiId) {
  const { version }: OciApi = APIS[id];
  const operationOf = (path: string): string =>
    path.startsWith('{') ? `GET ${path.replace('}/', `}${version}/`)}` : `GET ${version}${path}`;
  return {
    list: (path: string, permission: string, { query = OF_COMPARTMENT, items = '@', pages = PAGES }: ListOptions = {}): ListCall => ({
      kind: 'list',
      operation: operationOf(path),
      ...parametersOf(query, true),
      items: inBody(items),
      pages: pages === 'scim' ? SCIM_PAGES : pages,
      permission,
      api: id,
    }),
    single: (path: string, permission: string, query: Query = {}): SingleCall => ({
      kind: 'single',
      operation: operationOf(path),
      input: query,
      path: 'body',
      permission,
      api: id,
    }),
    /** An object: the item itself, or a part of it. */
    read: (path: string, permission: string, { query = {}, path: taken = '@', ...options }: ReadOptions = {}): ReadCall => ({
      kind: 'read',
      operation: operationOf(path),
      ...parametersOf(query, false),
      path: inBody(taken),
      permission,
      api: id,
      ...options,
    }),
    /** A list below the item, in pages. A list that always comes whole is one page. */
    readAll: (path: string, permission: string, { query = {}, path: taken = '@', ...options }: ReadOptions = {}): ReadCall => ({
      kind: 'read',
      operation: operationOf(path),
      ...parametersOf(query, false),
      path: inBody(taken),
      paged: PAGES,
      permission,
      api: id,
      ...options,
    }),
  } as const;
}

const OF_COMPARTMENT: Query = { compartmentId: '{compartment}' };

/**
 * The parameters that never change or come from the place, and those that come from the item. In a list, the paths of the parent's item
 * have no `^`.
 */
function parametersOf(query: Query, isList: boolean): Pick<ListCall, 'input' | 'from'> {
  const entries = Object.entries(query).map(([name, value]) => ({ name, value, word: /^\{(.+)\}$/.exec(String(value))?.[1] }));
  const taken = entries.flatMap(({ name, word }) =>
    word === undefined || isPlace(word) ? [] : [[name, isList ? word.replace('^', '') : word] as const],
  );
  const fixed = entries.filter(({ name }) => !taken.some(([member]) => member === name)).map(({ name, value }) => [name, value] as const);
  return { input: Object.fromEntries(fixed), ...(taken.length > 0 && { from: Object.fromEntries(taken) }) };
}
