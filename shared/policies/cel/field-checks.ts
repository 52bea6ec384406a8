/** Checks that the fields that an expression reads exist. */
import { enumerated, nearest, suggestion } from '../../validation/nearest.ts';
import { ANYTHING, type FieldKind, type FieldNode, type FieldsOf, pathText } from '../known-fields.ts';
import { ANY_MEMBER, ELEMENT, type FieldPath } from './field-paths.ts';
import { RELATED_FIELDS, RESOURCE_FIELDS } from './resource-fields.ts';
import { STATEMENT_FIELDS } from './library/statements.ts';

const RELATIONSHIP_FIELDS: readonly string[] = ['relation', 'type', 'id'];

/** One sentence with the nearest names, or undefined if the field exists. `type`: the policy's resource type. The config of a type without known fields is not checked. */
export function fieldProblem({ root, segments }: FieldPath, type: string, fieldsOf: FieldsOf): string | undefined {
  const [first, ...rest] = segments;
  if (root === 'tags') return undefined;
  if (root === 'config') return configProblem('config', segments, fieldsOf(type));
  if (root === 'statement') return first === undefined ? undefined : nameProblem('a statement', first, STATEMENT_FIELDS);
  if (root === 'resource') {
    if (first === undefined || first === ANY_MEMBER) return `Write which field of resource is meant; it has ${RESOURCE_FIELDS.join(', ')}.`;
    return nameProblem('resource', first, RESOURCE_FIELDS);
  }
  const relatedType = root.slice('related:'.length);
  if (first === undefined) return undefined;
  if (first === 'config') return configProblem(`the config of ${relatedType}`, rest, fieldsOf(relatedType));
  if (first === 'relationships' && rest[1] !== undefined) return nameProblem('a relationship', rest[1], RELATIONSHIP_FIELDS);
  return nameProblem(`a resource of ${relatedType}`, first, RELATED_FIELDS);
}

const nameProblem = (owner: string, name: string, known: readonly string[]): string | undefined =>
  known.includes(name) ? undefined : `There is no field ${name} in ${owner}; there are ${known.join(', ')}.${suggestion(name, known)}`;

function configProblem(owner: string, segments: readonly string[], root: FieldNode | undefined): string | undefined {
  if (!root) return undefined;
  let nodes: readonly FieldNode[] = [root];
  for (const [index, segment] of segments.entries()) {
    if (nodes.some(({ members }) => members.has(ANYTHING))) return undefined;
    const next = nodes.flatMap((node) => childrenAt(node, segment));
    if (next.length === 0) return missingField(owner, segments, index, nodes, root);
    nodes = next;
  }
  return undefined;
}

function childrenAt({ members }: FieldNode, segment: string): readonly FieldNode[] {
  if (segment === ANY_MEMBER) return [...members.values()];
  const named = members.get(segment) ?? members.get(ANY_MEMBER);
  // A macro over a map loops over its keys, which have no fields.
  if (!named && segment === ELEMENT && members.size > 0 && !members.has(ELEMENT)) return [{ members: new Map() }];
  return named ? [named] : [];
}

function missingField(owner: string, segments: readonly string[], index: number, nodes: readonly FieldNode[], root: FieldNode): string {
  const name = segments[index]!;
  const parent = pathText(segments.slice(0, index));
  const known = nodes.flatMap(({ members }) => [...members.keys()]);
  const where = parent === '' ? owner : `${owner} at ${parent}`;
  if (name === ELEMENT) return `There is no list in ${where}.`;
  if (known.includes(ELEMENT)) return `There is a list in ${where}, not an object; ask its elements for ${name}, with exists or all.`;
  const kind = nodes.find((node) => node.kind !== undefined)?.kind;
  if (kind !== undefined) return `There is no field ${name} in ${where}, which is ${KINDS[kind]}.`;
  if (known.length === 0) return `There is no field ${name} in ${where}, which has none.`;
  const near = nearest(name, known);
  const suggested = near.length > 0 ? near : namesakes(name, root);
  if (suggested.length > 0) return `There is no field ${name} in ${where}; did you mean ${suggested.join(' or ')}?`;
  return `There is no field ${name} in ${where}; there are ${enumerated(known)}.`;
}

const KINDS: Readonly<Record<FieldKind, string>> = { text: 'a text', number: 'a number', boolean: 'true or false', time: 'a time' };

const MAX_NAMESAKES = 3;
const MAX_DEPTH = 5;

/** Paths of other fields of the config that have this name, the shallowest first; case does not count. */
function namesakes(name: string, root: FieldNode): readonly string[] {
  const wanted = name.toLowerCase();
  const found: string[] = [];
  let level: readonly { readonly path: readonly string[]; readonly node: FieldNode }[] = [{ path: [], node: root }];
  for (let depth = 0; depth < MAX_DEPTH && found.length < MAX_NAMESAKES; depth++) {
    const next = level.flatMap(({ path, node }) =>
      [...node.members].map(([segment, below]) => ({ path: [...path, segment], node: below })),
    );
    for (const { path } of next) if (path.at(-1)?.toLowerCase() === wanted) found.push(pathText(path));
    level = next;
  }
  return found.slice(0, MAX_NAMESAKES);
}
