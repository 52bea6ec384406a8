/** Which fields the resources of a type have: those that its fixtures show. */
import { KNOWN_FIELDS } from './known-fields.generated.ts';

/** What a path may go on with. `**`: anything, as in a policy document. */
export const ANYTHING = '**';

export interface FieldNode {
  readonly members: ReadonlyMap<string, FieldNode>;
}

const trees = new Map<string, FieldNode>();

/** The root of a type's fields; undefined if nothing is known of the type. */
export function fieldsOf(type: string): FieldNode | undefined {
  const paths = KNOWN_FIELDS[type];
  if (!paths) return undefined;
  let tree = trees.get(type);
  if (!tree) trees.set(type, (tree = treeOf(paths)));
  return tree;
}

/** `['Acl', 'Grants', '[]', 'Grantee']` → `Acl.Grants[].Grantee` */
export const pathText = (segments: readonly string[]): string =>
  segments.reduce((text, segment) => (segment === '[]' ? `${text}[]` : text === '' ? segment : `${text}.${segment}`), '');

/** The other way round. */
export const segmentsOf = (path: string): readonly string[] =>
  path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((segment) => segment !== '');

function treeOf(paths: readonly string[]): FieldNode {
  interface Growing {
    readonly members: Map<string, Growing>;
  }
  const root: Growing = { members: new Map() };
  for (const path of paths) {
    let at = root;
    for (const segment of segmentsOf(path)) {
      let next = at.members.get(segment);
      if (!next) at.members.set(segment, (next = { members: new Map() }));
      at = next;
    }
  }
  return root;
}
