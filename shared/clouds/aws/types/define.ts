/** Builders of the definitions of AWS services and types. They only build data, which `check-type.ts` checks. */
import { uses } from '../../types/define.ts';
import type {
  ArnForm,
  BatchCall,
  ListCall,
  Path,
  ReadCall,
  RelationshipPaths,
  ServiceDefinition,
  SingleCall,
  Text,
  Tokens,
  TypeDefinition,
} from './definition.ts';

export { custom, first, inside, join, lastPart, memberOf, relation, tag, template, uses, word } from '../../types/define.ts';

export const defineService = (definition: ServiceDefinition): ServiceDefinition => definition;

export const defineType = (definition: TypeDefinition): TypeDefinition => definition;

type Input = Readonly<Record<string, unknown>>;
type From = Readonly<Record<string, Path>>;

/** A list in pages. `input` holds the page size and other constants. */
export const paged = (
  operation: string,
  items: Path,
  input: Input = {},
  options: Partial<Pick<ListCall, 'from' | 'permission' | 'api' | 'as' | 'absent'>> & { readonly token?: Tokens } = {},
): ListCall => {
  const { token, ...rest } = options;
  return { kind: 'list', operation, items, input, ...rest, ...(token && { pages: token }) };
};

/** A list without pages: one call returns all items. */
export const listed = (
  operation: string,
  items: Path,
  input: Input = {},
  options: Partial<Pick<ListCall, 'from' | 'permission' | 'api' | 'as' | 'absent'>> = {},
): ListCall => ({ kind: 'list', operation, items, input, pages: false, ...options });

/** A call that returns the one item of the whole account or region. */
export const single = (
  operation: string,
  path: Path,
  options: Partial<Pick<SingleCall, 'input' | 'from' | 'permission' | 'api' | 'as' | 'absent'>> = {},
): SingleCall => ({ kind: 'single', operation, path, ...options });

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
  options: Partial<Omit<ReadCall, 'kind' | 'operation' | 'from' | 'path' | 'paged'>> & { readonly token?: Tokens } = {},
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

/** `arn('vpc/{VpcId}')` → `arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1` */
export const arn = (resource: string, options: Omit<ArnForm, 'arn'> = {}): Text => ({
  form: { arn: resource, ...options } satisfies ArnForm,
});

/**
 * Those resources at the paths that are of one type, by the service of their ARNs and how the resource in these begins:
 * `ofArns('sqs:', uses('AWS::SQS::Queue', 'DeadLetterConfig.TargetArn'))`
 */
export const ofArns = (start: string, relationship: RelationshipPaths): RelationshipPaths => ({ ...relationship, arns: start });

/** The encryption keys at the paths, by id, ARN or alias. */
export const usesKey = (...paths: readonly Path[]): RelationshipPaths => ({
  ...uses('AWS::KMS::Key', ...paths),
  byPrefix: { 'alias/': 'AWS::KMS::Alias' },
});
