/** The paths of fields as expressions of policies write them. */

/** Words of CEL that cannot follow a dot. */
const RESERVED = new Set(['true', 'false', 'null', 'in']);

/** The path of a member or an item: `config.Rules[0].Name`, `config["a-b"]`. */
export function pathOf(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) && !RESERVED.has(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}
