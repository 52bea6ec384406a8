/**
 * DynamoDB's limits of an item, and how it counts an item's size.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const MAX_ITEM_BYTES = 400 * 1024;
export const MAX_PARTITION_KEY_BYTES = 2048;
export const MAX_SORT_KEY_BYTES = 1024;

/** The bytes of the names and values of an item in its stored form (`stored-form.ts` has those of a row). */
export function itemBytes(members: object): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(members)) if (value !== undefined) bytes += Buffer.byteLength(name) + valueBytes(value);
  return bytes;
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(significantDigits(value) / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const elements = Object.keys(value).length;
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + valueBytes(element), 3 + elements);
  return itemBytes(value) + 3 + elements;
}

const significantDigits = (value: number): number => String(Math.abs(value)).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
