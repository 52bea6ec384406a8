/** Guesses how a resource type is read from the names and schemas of the SDK's operations. Where it finds nothing, it gives a hint. */
import type { NormalizedSchema } from '@smithy/core/schema';
import { type Kind, KINDS } from '../../shared/clouds/resource-type.ts';
import type { CommandClass } from '../../shared/clouds/aws/types/loaded-service.ts';
import { memberNames, type OperationSchemas, schemasOf, tokensOf } from '../../shared/clouds/aws/types/operation-schemas.ts';

/** The exports of an SDK package, by name. */
export type Sdk = Readonly<Record<string, unknown>>;

export interface Draft {
  /** `AWS::SNS::Topic` */
  readonly type: string;
  /** `SNSClient` */
  readonly client: string;
  readonly kind: Kind;
  readonly list: {
    readonly operation: string;
    readonly items: string;
    readonly as?: string;
    readonly pages: boolean;
    readonly pageSize?: string;
  };
  readonly describe?: { readonly operation: string; readonly from: readonly [input: string, item: string]; readonly path: string };
  /** `isMap`: not a list of keys and values. */
  readonly tags?: {
    readonly path: string;
    readonly isMap: boolean;
    readonly key?: string;
    readonly value?: string;
    readonly read?: TagsRead;
  };
  readonly id: string;
  readonly nativeId?: string;
  readonly name?: string;
  readonly hints: readonly string[];
}

export interface TagsRead {
  readonly operation: string;
  readonly from: readonly [input: string, item: string];
  readonly path: string;
  readonly pages: boolean;
}

/** `AWS::RDS::DBInstance` → `db-instance.ts`; `AWS::ECS::Service` → `ecs-service.ts`, because `service.ts` describes the service itself. */
export function fileNameOf(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  const words = name.replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `${name === 'Service' ? `${service}-service` : words}.ts`.toLowerCase();
}

const PAGE_SIZES = ['MaxResults', 'maxResults', 'MaxItems', 'MaxRecords', 'PageSize', 'Limit', 'limit'];

/** @param listedBy the operation that lists the type, where its name does not follow from the type's; undefined if no operation lists it */
export function draftType(type: string, sdk: Sdk, listedBy?: string): Draft | undefined {
  const [, , name = ''] = type.split('::');
  const hints: string[] = [];
  const operations = operationsOf(sdk);
  const client = Object.keys(sdk).find((key) => /^[A-Z]\w+Client$/.test(key) && key !== '__Client') ?? 'Client';
  const kind = kindOf(name);
  hints.push(`its kind is drafted as ${kind}; choose among ${KINDS.join(', ')}, or add one to KINDS in shared/clouds/resource-type.ts.`);
  const list = listOf(name, operations, listedBy);
  if (!list) return undefined;
  const { item, ...listed } = list;
  const describe = describeOf(name, item, operations);
  const members = [...new Set([...item, ...(describe?.members ?? [])])];
  const id = pick(item, [`${name}Id`, `${name}Arn`, `${name}Name`, 'Id', 'Arn', 'Name', `${name}Identifier`]) ?? item[0] ?? `${name}Id`;
  const nativeId = pick(members, [`${name}Arn`, 'Arn', 'ResourceArn']) ?? (/arn$/i.test(id) ? id : undefined);
  const named = pick(members, [`${name}Name`, 'Name', 'DisplayName', 'Title']);
  const tags = tagsOf(members, nativeId ?? id, describe?.schemas ?? listed.schemas, operations);
  hints.push(`the id is ${id}: it must be unique within an account and region.`);
  if (!nativeId) hints.push('no member looks like an ARN; build it with arn(…).');
  if (!tags) hints.push('no tags were found; leave `tags` out only if it cannot be tagged.');
  hints.push('no relationships and no volatile members are drafted; name them.');
  const { schemas: _schemas, ...shown } = listed;
  return {
    type,
    client,
    kind,
    list: shown,
    ...(describe && { describe: { operation: describe.operation, from: describe.from, path: describe.path } }),
    ...(tags && { tags }),
    id,
    ...(nativeId !== undefined && { nativeId }),
    ...(named !== undefined && { name: named }),
    hints,
  };
}

/** The kind whose name is like the type's; the first kind if there is none, because a draft needs one. */
function kindOf(name: string): Kind {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return KINDS.find((kind) => kind.endsWith(words) || words.endsWith(kind)) ?? KINDS[0];
}

/** The operations that may list resources: those whose answer has a list. */
export const listingOperations = (sdk: Sdk): readonly string[] =>
  [...operationsOf(sdk)]
    .filter(
      ([operation, { output }]) =>
        /^(List|Describe|Get)/.test(operation) && memberNames(output).some((member) => output.getMemberSchema(member).isListSchema()),
    )
    .map(([operation]) => operation);

type Operations = ReadonlyMap<string, OperationSchemas>;

function operationsOf(sdk: Sdk): Operations {
  const commands = Object.entries(sdk).filter(
    ([key, value]) => key.endsWith('Command') && key !== '$Command' && typeof value === 'function',
  );
  return new Map(commands.map(([key, value]) => [key.slice(0, -'Command'.length), schemasOf(value as CommandClass)]));
}

const plural = (name: string): string =>
  /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;

function listOf(name: string, operations: Operations, listedBy?: string) {
  const wanted = ['List', 'Describe', 'Get'].flatMap((verb) => [`${verb}${plural(name)}`, `${verb}${name}`]);
  const alike = [...operations.keys()].filter((each) => /^(List|Describe)/.test(each) && each.endsWith(plural(name)));
  for (const operation of listedBy === undefined ? [...wanted, ...alike] : [listedBy]) {
    const schemas = operations.get(operation);
    const items = schemas && memberNames(schemas.output).find((member) => schemas.output.getMemberSchema(member).isListSchema());
    if (!schemas || items === undefined) continue;
    const element = schemas.output.getMemberSchema(items).getValueSchema();
    const as = element.isStructSchema() ? undefined : singularOf(name, items);
    const pageSize = memberNames(schemas.input).find((member) => PAGE_SIZES.includes(member));
    return {
      operation,
      items,
      pages: tokensOf(schemas) !== undefined,
      item: as === undefined ? memberNames(element) : [as],
      schemas: element,
      ...(as !== undefined && { as }),
      ...(pageSize !== undefined && { pageSize }),
    };
  }
  return undefined;
}

/** `serviceArns` → `serviceArn`, `QueueUrls` → `QueueUrl`, `TableNames` → `TableName` */
const singularOf = (name: string, items: string): string => (items.endsWith('s') ? items.slice(0, -1) : `${name}Id`);

function describeOf(name: string, item: readonly string[], operations: Operations) {
  for (const operation of [`Describe${name}`, `Get${name}`, `Get${name}Attributes`, `Describe${name}Attributes`]) {
    const schemas = operations.get(operation);
    if (!schemas) continue;
    const input = memberNames(schemas.input).find((member) => pick(item, [member]) !== undefined);
    const path = memberNames(schemas.output).find((member) => {
      const schema = schemas.output.getMemberSchema(member);
      return schema.isStructSchema() || schema.isMapSchema();
    });
    if (input === undefined) continue;
    const described = path === undefined ? schemas.output : schemas.output.getMemberSchema(path);
    const from = [input, pick(item, [input]) ?? input] as const;
    return { operation, from, path: path ?? '@', members: memberNames(described), schemas: described };
  }
  return undefined;
}

function tagsOf(members: readonly string[], arn: string, item: NormalizedSchema, operations: Operations): Draft['tags'] {
  const path = pick(members, ['Tags', 'TagList', 'TagSet']);
  if (path !== undefined)
    return { path, ...(memberNames(item).includes(path) ? tagMembers(item.getMemberSchema(path)) : { isMap: false }) };
  for (const operation of ['ListTagsForResource', 'ListTagsOfResource', 'ListResourceTags', 'ListTags', 'GetTags']) {
    const schemas = operations.get(operation);
    const [input] = schemas ? memberNames(schemas.input) : [];
    const found = schemas && pick(memberNames(schemas.output), ['Tags', 'TagList', 'ResourceTags']);
    if (!schemas || input === undefined || found === undefined) continue;
    const read = { operation, from: [input, arn] as const, path: found, pages: tokensOf(schemas) !== undefined };
    return { path: 'Tags', ...tagMembers(schemas.output.getMemberSchema(found)), read };
  }
  return undefined;
}

/** Whether the tags are a map, and the names of a tag's members if they are not Key and Value. */
function tagMembers(tags: NormalizedSchema): { readonly isMap: boolean; readonly key?: string; readonly value?: string } {
  if (!tags.isListSchema()) return { isMap: true };
  const names = memberNames(tags.getValueSchema());
  const key = names.find((each) => /key$/i.test(each));
  const value = names.find((each) => /value$/i.test(each));
  return key === undefined || value === undefined || key === 'Key' ? { isMap: false } : { isMap: false, key, value };
}

/** The member that matches the first possible of the wanted names, without regard to case. */
function pick(members: readonly string[], wanted: readonly string[]): string | undefined {
  for (const each of wanted) {
    const found = members.find((member) => member.toLowerCase() === each.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}
