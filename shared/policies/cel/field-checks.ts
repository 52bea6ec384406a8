/** Whether the fields that an expression reads exist. */
import { nearest } from '../../validation/nearest.ts';
import { ANYTHING, fieldsOf, pathText, type FieldNode } from '../known-fields.ts';
import { ANY_MEMBER, ELEMENT, type FieldPath } from './field-paths.ts';
import { RELATED_FIELDS, RESOURCE_FIELDS } from './resource-fields.ts';
import { STATEMENT_FIELDS } from './library/statements.ts';

const RELATIONSHIP_FIELDS: readonly string[] = ['relation', 'type', 'id'];

/** One sentence with the nearest names; undefined if all is well. `type` is the policy's own. */
export function fieldProblem({ root, segments }: FieldPath, type: string): string | undefined {
  const [first, ...rest] = segments;
  if (root === 'tags') return undefined;
  if (root === 'config') return configProblem('config', segments, type);
  if (root === 'statement') return first === undefined ? undefined : nameProblem('a statement', first, STATEMENT_FIELDS);
  if (root === 'resource') {
    if (first === undefined || first === ANY_MEMBER) return `Write which field of resource is meant; it has ${RESOURCE_FIELDS.join(', ')}.`;
    return nameProblem('resource', first, RESOURCE_FIELDS);
  }
  const relatedType = root.slice('related:'.length);
  if (first === undefined) return undefined;
  if (first === 'config') return configProblem(`the config of ${relatedType}`, rest, relatedType);
  if (first === 'relationships' && rest[1] !== undefined) return nameProblem('a relationship', rest[1], RELATIONSHIP_FIELDS);
  return nameProblem(`a resource of ${relatedType}`, first, RELATED_FIELDS);
}

const nameProblem = (what: string, name: string, known: readonly string[]): string | undefined =>
  known.includes(name) ? undefined : `There is no field ${name} in ${what}; there are ${known.join(', ')}.${didYouMean(name, known)}`;

function configProblem(what: string, segments: readonly string[], type: string): string | undefined {
  const root = fieldsOf(type);
  if (!root) return undefined;
  let nodes: readonly FieldNode[] = [root];
  for (const [index, segment] of segments.entries()) {
    if (nodes.some(({ members }) => members.has(ANYTHING))) return undefined;
    const next = nodes.flatMap((node) => following(node, segment));
    if (next.length === 0) return missing(what, segments, index, nodes);
    nodes = next;
  }
  return undefined;
}

function following({ members }: FieldNode, segment: string): readonly FieldNode[] {
  if (segment === ANY_MEMBER) return [...members.values()];
  const named = members.get(segment) ?? members.get(ANY_MEMBER);
  // A macro over a map goes through its keys, which have nothing below them.
  if (!named && segment === ELEMENT && members.size > 0 && !members.has(ELEMENT)) return [{ members: new Map() }];
  return named ? [named] : [];
}

function missing(what: string, segments: readonly string[], index: number, nodes: readonly FieldNode[]): string {
  const name = segments[index]!;
  const parent = pathText(segments.slice(0, index));
  const known = nodes.flatMap(({ members }) => [...members.keys()]);
  const where = parent === '' ? what : `${what} at ${parent}`;
  if (name === ELEMENT) return `There is no list in ${where}.`;
  if (known.length === 0) return `There is no field ${name} in ${where}: nothing is known of what is in it.`;
  return `There is no field ${name} in ${where}.${didYouMean(name, known)}`;
}

const didYouMean = (name: string, known: readonly string[]): string => {
  const names = nearest(name, known);
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
};
