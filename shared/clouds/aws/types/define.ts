/** Builders of service and type definitions. They only build data, which `check-type.ts` checks. */
import type {
  ArnForm,
  BatchCall,
  CustomContext,
  CustomList,
  Item,
  JoinCall,
  ListCall,
  Path,
  ReadCall,
  RelationshipPaths,
  ServiceDefinition,
  SingleCall,
  Text,
  TypeDefinition,
} from './definition.ts';

export const defineService = (definition: ServiceDefinition): ServiceDefinition => definition;

export const defineType = (definition: TypeDefinition): TypeDefinition => definition;

type Input = Readonly<Record<string, unknown>>;
type From = Readonly<Record<string, Path>>;

/** A list in pages. `input` holds the page size and other constants. */
export const paged = (
  operation: string,
  items: Path,
  input: Input = {},
  options: Partial<Pick<ListCall, 'from' | 'permission' | 'api' | 'as'>> & { readonly token?: readonly [string, Path] } = {},
): ListCall => {
  const { token, ...rest } = options;
  return { kind: 'list', operation, items, input, ...rest, ...(token && { pages: token }) };
};

/** A list without pages: one call returns all items. */
export const listed = (
  operation: string,
  items: Path,
  input: Input = {},
  options: Partial<Pick<ListCall, 'from' | 'permission' | 'api' | 'as'>> = {},
): ListCall => ({ kind: 'list', operation, items, input, pages: false, ...options });

/** A call that returns the one item of the whole account or region. */
export const single = (
  operation: string,
  path: Path,
  options: Partial<Pick<SingleCall, 'input' | 'permission' | 'as' | 'absent'>> = {},
): SingleCall => ({ kind: 'single', operation, path, ...options });

/** A list that needs code. Say in a comment beside it why data is not enough. */
export const custom = (calls: CustomList['calls'], pages: (context: CustomContext) => AsyncIterable<readonly Item[]>): CustomList => ({
  kind: 'custom',
  calls,
  pages,
});

/** A read for one item. `from` maps each input member to the path in the item that gives its value. */
export const read = (
  operation: string,
  from: From,
  path: Path,
  options: Partial<Omit<ReadCall, 'kind' | 'operation' | 'from' | 'path' | 'paged'>> = {},
): ReadCall => ({ kind: 'read', operation, from, path, ...options });

/** A read for one item whose answer is a list in pages. */
export const readAll = (
  operation: string,
  from: From,
  path: Path,
  options: Partial<Omit<ReadCall, 'kind' | 'operation' | 'from' | 'path' | 'paged'>> & { readonly token?: readonly [string, Path] } = {},
): ReadCall => {
  const { token, ...rest } = options;
  return { kind: 'read', operation, from, path, paged: token ?? true, ...rest };
};

/** A read for up to `size` items at once. `ids` has one entry: the input member that takes the ids, and the path of the id in an item. */
export const inBatches = (
  operation: string,
  ids: From,
  size: number,
  items: Path,
  options: Pick<BatchCall, 'match'> & Partial<Pick<BatchCall, 'take' | 'input' | 'from' | 'permission' | 'api' | 'failures' | 'onlySet'>>,
): BatchCall => {
  const [[input, item] = ['', '']] = Object.entries(ids);
  return { kind: 'batch', operation, ids: [input, item], size, items, ...options };
};

/** A list that is read once for the whole slice; `on` pairs a path of its elements with a path of the items. */
export const join = (list: ListCall, on: From, take: Path, options: { readonly many?: true } = {}): JoinCall => {
  const [[element, item] = ['', '']] = Object.entries(on);
  return { kind: 'join', list, on: [element, item], take, ...options };
};

export const tag = (key: string): Text => ({ tag: key });
/** `lastPart('QueueUrl', '/')` → the text after the last slash of `QueueUrl` */
export const lastPart = (path: Path, separator: string): Text => ({ lastPartOf: path, separator });
export const word = (text: string): Text => ({ word: text });
export const first = (...texts: readonly Text[]): Text => ({ first: texts });

/** `arn('vpc/{VpcId}')` → `arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1` */
export const arn = (resource: string, options: Omit<ArnForm, 'arn'> = {}): Text => ({ arn: resource, ...options });

export const relation = (name: string, type: string, ...paths: readonly Path[]): RelationshipPaths => ({ relation: name, type, paths });
export const uses = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('uses', type, ...paths);
/** The encryption keys at the paths, by id, ARN or alias. */
export const usesKey = (...paths: readonly Path[]): RelationshipPaths => ({
  ...uses('AWS::KMS::Key', ...paths),
  byPrefix: { 'alias/': 'AWS::KMS::Alias' },
});
export const inside = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('in', type, ...paths);
export const memberOf = (type: string, ...paths: readonly Path[]): RelationshipPaths => relation('member_of', type, ...paths);
