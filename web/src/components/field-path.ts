/** The paths of fields as expressions of policies write them. */
import { stepsOf } from '../../../shared/policies/field-steps.ts';

/** Words of CEL that cannot follow a dot. */
const RESERVED = new Set(['true', 'false', 'null', 'in']);

/** The path of a member or an item: `config.Rules[0].Name`, `config["a-b"]`. */
export function pathOf(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) && !RESERVED.has(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

/** The subject of a new policy, by a path: `config.Rules[0]` is the field `Rules[0]`, `tags["a-b"]` the tag `a-b`. */
export function draftSubject(path: string): { readonly field: string } | { readonly tag: string } {
  const [root, tag] = stepsOf(path) ?? [];
  if (root === 'tags' && tag !== undefined) return { tag: String(tag) };
  return { field: path.replace(/^config(?:\.|(?=\[))/, '') };
}
