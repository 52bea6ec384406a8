/**
 * Bytes of an item as DynamoDB counts them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
const KB = 1024;
const sizes = new WeakMap<object, number>();

/** Rows out of `MemoryStore` never change, so each is measured once. */
export function itemBytes(item: object): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const bytes = membersBytes(item);
  sizes.set(item, bytes);
  return bytes;
}

function membersBytes(members: object): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(members)) bytes += Buffer.byteLength(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(significantDigits(value) / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  const elements = Object.keys(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + valueBytes(element), 3 + elements);
  return membersBytes(value) + 3 + elements;
}

const significantDigits = (value: number): number => String(Math.abs(value)).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;

export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / KB));

/** Of a read: the sum of what it looked at, in steps of 4 KB; half of it unless consistent. */
export const readUnits = (bytes: number, consistent: boolean): number => Math.max(1, Math.ceil(bytes / (4 * KB))) * (consistent ? 1 : 0.5);
