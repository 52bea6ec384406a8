/** Small readings of what the SDK answers, shared by the resource types. */

/** As it is stored: times as ISO strings, bytes as base64, undefined members and SDK metadata left out. */
export function toPlain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => member !== undefined && name !== '$metadata')
      .map(([name, member]) => [name, toPlain(member)]),
  );
}

/** AWS's list of `{Key, Value}` as a map; a missing value is an empty one. */
export const tagMap = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | null | undefined,
): Record<string, string> => Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']])));

/** Null for what is not there or has no member set: how services say "not configured" without an error. */
export function orNull<T extends object>(value: T | undefined): T | null {
  if (value === undefined) return null;
  const set = Object.entries(value).some(([name, member]) => name !== '$metadata' && member !== undefined);
  return set ? value : null;
}

/** The id or null where AWS sends none, for `Described` fields that know null only. */
export const nullable = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/**
 * The id of what a list call returned.
 * @throws TypeError if the service sent none: such an item cannot be told from others
 */
export function required(text: string | undefined, member: string): string {
  if (!text) throw new TypeError(`The service sent an item without its ${member}.`);
  return text;
}
