/** The value as plain JSON: times as ISO strings, bytes as base64, undefined members and SDK metadata left out. */
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
