/** JSON in canonical form, so that equal values have equal texts: members sorted by code unit, lists in their order, no white space. */
import { createHash } from 'node:crypto';

export const canonicalJson = (value: unknown): string => (isInOrder(value) ? JSON.stringify(value) : JSON.stringify(value, sortMembers));

const sortMembers = (_key: string, member: unknown): unknown =>
  member !== null && typeof member === 'object' && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : member;

/** Whether the members are sorted already, as in a config in canonical form. The check is several times cheaper than sorting. */
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

/** SHA-256 of the canonical text, as 43 characters of base64url. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('base64url');
