/**
 * The stored form of rows (docs/adr/0024-rows-hold-json-text.md). DynamoDB's own lists and maps cannot hold all that JSON can: no number
 * beyond its precision, no more than 32 levels, and no member whose name its client mistakes for a property of every object. So an attribute that
 * holds a list or a map is one text, `json:` and the value's JSON. So is a text that begins like that, a text that is not well-formed
 * Unicode, and a number beyond 2^53. JSON of more than `COMPRESSED_FROM` characters is stored as gzip in a binary attribute.
 *
 * Key attributes of the table and of its indexes are stored as they are. So is what an earlier version of Muster stored as a list or map: it is read as it is.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { itemBytes, MAX_ITEM_BYTES } from './item-size.ts';
import { TABLES, type TableName, type TableSchema } from './schema.ts';
import type { Item } from './store.ts';

const MARK = 'json:';
/** Characters. Shorter texts stay readable in a console and cost no time. */
const COMPRESSED_FROM = 16_384;
/** The most characters of a row's JSON. A reader holds several rows at once, and the API's answer has at most 6 MB. */
export const MAX_JSON_CHARACTERS = 1_250_000;
const GZIP_LEVEL = 3;

/** The row cannot be stored because its JSON is longer than `MAX_JSON_CHARACTERS`. */
class TooLong extends RangeError {}

/** The row as DynamoDB stores it. @throws TooLong; TypeError if a key attribute is not well-formed Unicode */
export function storedForm(table: TableName, row: object): Item {
  const keys = keysOf(table);
  const stored: Record<string, unknown> = {};
  let characters = 0;
  const storedJson = (value: unknown): string | Uint8Array => {
    const json = JSON.stringify(value);
    characters += json.length;
    if (characters > MAX_JSON_CHARACTERS) throw new TooLong(`A row has more than ${MAX_JSON_CHARACTERS} characters of JSON.`);
    return json.length > COMPRESSED_FROM ? new Uint8Array(gzipSync(json, { level: GZIP_LEVEL })) : MARK + json;
  };
  for (const [name, value] of Object.entries(row))
    stored[name] = keys.has(name) ? keyValue(name, value) : isPlain(value) ? value : storedJson(value);
  return stored;
}

function keyValue(name: string, value: unknown): unknown {
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError(`The key attribute ${name} is not well-formed Unicode.`);
  return value;
}

/** The row of a stored item, or of some of its attributes. */
export function rowOf(table: TableName, stored: Item): Item {
  const keys = keysOf(table);
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored)) row[name] = keys.has(name) ? value : valueOf(value);
  return row;
}

/** The bytes that DynamoDB counts for the row. @throws TooLong */
export const storedBytes = (table: TableName, row: object): number => itemBytes(storedForm(table, row));

/** Whether DynamoDB would refuse the row for its size. */
export function isTooLarge(table: TableName, row: object): boolean {
  try {
    return storedBytes(table, row) > MAX_ITEM_BYTES;
  } catch (error) {
    // The row's JSON is too long, or nests deeper than it can be written.
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** Whether DynamoDB takes the value as it is, and returns the same. `NaN` is left to its client, which refuses it. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.startsWith(MARK) && value.isWellFormed();
  if (typeof value === 'number') return !Number.isFinite(value) || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value !== 'object' || value === null;
}

function valueOf(stored: unknown): unknown {
  if (typeof stored === 'string') return stored.startsWith(MARK) ? parsed(stored) : stored;
  return stored instanceof Uint8Array ? JSON.parse(gunzipSync(stored).toString()) : stored;
}

/** A text that an earlier version stored may begin like JSON and be none. */
function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored.slice(MARK.length));
  } catch {
    return stored;
  }
}

const KEYS = new Map<TableName, ReadonlySet<string>>();

/** The key attributes of the table and of its indexes. */
function keysOf(table: TableName): ReadonlySet<string> {
  const known = KEYS.get(table);
  if (known) return known;
  const schema: TableSchema = TABLES[table];
  const attributes = [schema, ...Object.values(schema.indexes)].flatMap(({ partition, sort }) => [
    partition.name,
    ...(sort ? [sort.name] : []),
  ]);
  const keys = new Set(attributes);
  KEYS.set(table, keys);
  return keys;
}
