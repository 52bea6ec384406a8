/** The page of a resource type, and the page that lists types. */
import { type AnyCall, callsOf, listCallsOf } from '../../shared/clouds/types/calls-of.ts';
import type { Call, TypeDefinition } from '../../shared/clouds/types/definition.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { ANYTHING, type FieldNode, pathText } from '../../shared/policies/known-fields.ts';
import type { Policy } from '../../shared/policies/policy.ts';
import { code, grouped, link, list, type Page, parts, table, text } from './markdown.ts';
import { policyPath, typePath } from './places.ts';

/** A type with what its provider defines of it. */
export interface DefinedType {
  readonly type: ResourceType;
  readonly definition: TypeDefinition;
  /** Calls that find out why the service refused, which is not always a missing permission. */
  readonly onRefusal: readonly AnyCall[];
  /** The permission that a call needs. */
  readonly permissionOf: (call: Call) => string;
  /** Its parents, their parents and so on. */
  readonly ancestors: readonly TypeDefinition[];
  readonly fields: FieldNode | undefined;
}

/** Fields deeper than this are not listed; nor are more than so many of one type. */
const MAX_DEPTH = 4;
const MAX_FIELDS = 400;

export function typePage(defined: DefinedType, policies: readonly Policy[], known: ReadonlySet<string>): Page {
  const { type, definition, ancestors, onRefusal, permissionOf } = defined;
  const about = policies.filter((policy) => policy.resource_type === type.type);
  const reads = [...new Set([...ancestors.flatMap(listCallsOf), ...callsOf(definition), ...onRefusal])];
  return {
    path: typePath(type.type),
    title: type.type,
    text: parts(
      `# ${text(type.type)}`,
      table(
        ['Kind', code(type.kind)],
        [
          ['Provider', code(type.provider)],
          ['Service', code(type.service)],
          ['Where it is listed', type.scope === 'global' ? 'once for an account' : 'in every region'],
          ['Tags', tagsOf(definition)],
          ...(type.owner === undefined
            ? []
            : [['Owner', `accounts may share it; ${code(type.owner)} names its owner, where it is judged`]]),
        ],
      ),
      '## Policies',
      about.length === 0
        ? 'No policy that comes with Muster judges this type itself.'
        : table(
            ['Policy', 'Severity'],
            about.map(({ id, severity, title }) => [link(text(title), policyPath(id)), severity]),
          ),
      '## Calls and permissions',
      table(
        ['Call', 'Permission', 'Reads'],
        reads.map((call) => [code(call.operation), code(permissionOf(call)), text(purposeOf(call, defined))]),
      ),
      `Together: ${type.permissions.map(code).join(', ')}.`,
      '## Relationships',
      relationshipsOf(definition, known),
      '## Special fields',
      special(type, definition),
      '## Fields',
      'These are the fields that its configuration can have, from the schema of the service. `[]` stands for every element of a list, `*` for every key.',
      fieldsOf(defined.fields),
    ),
  };
}

function tagsOf({ tags }: TypeDefinition): string {
  if (tags === undefined) return 'it cannot be tagged';
  return tags === false ? 'not read' : 'read';
}

/** The purpose of a call: the list, the description, or the field that its answer becomes. */
function purposeOf(call: AnyCall, { definition, ancestors, onRefusal }: DefinedType): string {
  const above = ancestors.find((ancestor) => listCallsOf(ancestor).includes(call as never));
  if (above) return `the list of \`${above.type}\`, which it belongs to`;
  if (listCallsOf(definition).includes(call as never)) return 'the list';
  if (call === definition.describe) return 'the configuration';
  if (call === definition.total?.call) return 'how many there are, to tell whether the list is whole';
  if (onRefusal.includes(call)) return 'after a refusal, for whom the service is';
  const named: readonly (readonly [string, AnyCall])[] = [
    ...Object.entries(definition.details ?? {}).flatMap(([name, detail]) => callsUnder(name, detail)),
    ...Object.entries(definition.batch ?? {}),
    ...Object.entries(definition.joins ?? {}).map(([name, { list: joined }]) => [name, joined] as const),
  ];
  const field = named.find(([, each]) => each === call)?.[0];
  const optional = 'optional' in call && call.optional ? ', if a policy asks for it or with `--details all`' : '';
  return field === undefined ? 'a part of the list' : `\`${field}\`${optional}`;
}

const callsUnder = (name: string, call: NonNullable<TypeDefinition['details']>[string]): readonly (readonly [string, AnyCall])[] => [
  [name, call],
  ...Object.entries(call.each ?? {}).flatMap(([part, each]) => callsUnder(`${name}[].${part}`, each)),
];

function relationshipsOf({ relationships = [] }: TypeDefinition, known: ReadonlySet<string>): string {
  if (relationships.length === 0) return 'It names no other resources.';
  const named = (type: string): string => (known.has(type) ? link(code(type), typePath(type)) : code(type));
  return table(
    ['Relation', 'To', 'From the field'],
    relationships.map(({ relation, type, paths, byPrefix }) => [
      code(relation),
      [type, ...Object.values(byPrefix ?? {})].map(named).join(' or '),
      paths.map(code).join(', '),
    ]),
  );
}

function special(
  { ordered, volatile, times, optional = [] }: ResourceType,
  { keepOnly = {}, drop = [], keysOnly = [], urls = [] }: TypeDefinition,
): string {
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['Lists whose order has a meaning; all others are sets', ordered],
    ['Change by themselves, so a difference in them alone is no change', volatile],
    ['Times that change by themselves: stored as they were last read, and a difference in them alone is no change', times],
    ['Read only if a policy in use names them, or with `--details all`', optional],
    ['Lists of which only some elements are stored', Object.keys(keepOnly)],
    ['Never stored', drop],
    ['Maps of which only the keys are stored', keysOnly],
    ['URLs that are stored without query and fragment, and with *** for the words of a login', urls],
  ];
  const present = kinds.filter(([, paths]) => paths.length > 0);
  return present.length === 0
    ? 'It has none: every list is a set, and every difference is a change.'
    : list(present.map(([meaning, paths]) => `${text(meaning)}: ${paths.map(code).join(', ')}`));
}

function fieldsOf(root: FieldNode | undefined): string {
  if (!root) return 'They are not known.';
  const rows: (readonly [string, string])[] = [];
  const cut = walk(root, [], rows);
  const shown = rows.slice(0, MAX_FIELDS).map(([path, kind]) => [code(path), kind]);
  const hidden = rows.length - shown.length;
  return parts(
    table(['Field', 'Holds'], shown),
    cut || hidden > 0 ? `${hidden > 0 ? `${hidden} more fields, and ` : 'Fields '}those that lie deeper are not listed here.` : undefined,
  );
}

/** @returns whether something lies deeper than is listed */
function walk(node: FieldNode, path: readonly string[], rows: (readonly [string, string])[]): boolean {
  const depth = path.filter((segment) => segment !== '[]').length;
  let cut = false;
  for (const [segment, child] of node.members) {
    const at = [...path, segment];
    if (segment === ANYTHING) rows.push([pathText(path), 'anything']);
    else if (child.kind !== undefined) rows.push([pathText(at), child.kind]);
    else if (child.members.size === 0) rows.push([pathText(at), 'nothing but whether it is set']);
    else if (depth >= MAX_DEPTH) cut = true;
    else cut = walk(child, at, rows) || cut;
  }
  return cut;
}

export const typeIndex = (types: readonly ResourceType[], policies: readonly Policy[]): Page => ({
  path: 'types/index.md',
  title: 'Resource types',
  text: parts(
    '# Resource types',
    `Muster reads ${types.length} resource types. ${link('How to add one', 'add-a-resource-type.md')}.`,
    ...grouped(types, ({ provider, service }) => `${provider}.${service}`).flatMap(([service, of]) => [
      `## ${text(service)}`,
      table(
        ['Type', 'Kind', 'Listed', 'Policies'],
        of.map(({ type, kind, scope }) => [
          link(code(type), typePath(type)),
          code(kind),
          scope === 'global' ? 'once for an account' : 'in every region',
          String(policies.filter((policy) => policy.resource_type === type).length),
        ]),
      ),
    ]),
  ),
});
