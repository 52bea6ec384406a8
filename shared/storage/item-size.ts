/**
 * DynamoDB's limits of an item, and how it counts an item's size.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const MAX_ITEM_BYTES = 400 * 1024;
/** The most levels of lists and maps within each other. */
export const MAX_NESTING = 32;
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

const sizes = new WeakMap<object, number>();

/** The bytes of an item's names and values. The result is kept for each object, which must not change afterwards. */
export function itemBytes(item: object): number {
  const known = sizes.get(item);
  if (known !== undefined) return known;
  const bytes = membersBytes(item);
  sizes.set(item, bytes);
  return bytes;
}

function membersBytes(members: object): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(members)) if (value !== undefined) bytes += Buffer.byteLength(name) + valueBytes(value);
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

/** The number of levels of lists and maps below the item itself: 0 if every attribute is a scalar. */
export function nesting(item: object): number {
  return Math.max(0, ...Object.values(item).map(depthOf));
}

const depthOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + nesting(value) : 0);
