/** One text for one value: members sorted by code unit, no white space. */
import { createHash } from 'node:crypto';

export const canonicalJson = (value: unknown): string => (isInOrder(value) ? JSON.stringify(value) : JSON.stringify(value, sortMembers));

const sortMembers = (_key: string, member: unknown): unknown =>
  member !== null && typeof member === 'object' && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : member;

/** Whether nothing needs sorting, as in all that was canonical before: looking is several times cheaper than sorting. */
function isInOrder(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  if ('toJSON' in value) return false;
  let last = '';
  for (const name of Object.keys(value)) {
    if (name < last || !isInOrder((value as Readonly<Record<string, unknown>>)[name])) return false;
    last = name;
  }
  return true;
}

/** SHA-256 of the canonical text, 43 characters of base64url. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('base64url');

/** A copy without the members at `paths` (`Field`, `Field.Sub`; a list on the way stands for each of its elements). */
export const without = (value: unknown, paths: readonly string[]): unknown =>
  paths.reduce((rest, path) => changed(rest, path.split('.'), () => undefined), value);

/** A copy whose times at `paths` are cut to their day. */
export const toTheDay = (value: unknown, paths: readonly string[]): unknown =>
  paths.reduce((rest, path) => changed(rest, path.split('.'), (time) => (typeof time === 'string' ? time.slice(0, 10) : time)), value);

/** `undefined` takes the member out. */
function changed(value: unknown, path: readonly string[], change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => changed(element, path, change));
  const [field, ...deeper] = path;
  if (value === null || typeof value !== 'object' || field === undefined || !(field in value)) return value;
  const { [field]: member, ...others } = value as Record<string, unknown>;
  const after = deeper.length === 0 ? change(member) : changed(member, deeper, change);
  return after === undefined ? others : { ...others, [field]: after };
}
