/** The requests that DynamoDB refuses. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
import { ExpressionBuilder } from '../../shared/storage/expression-builder.ts';
import { itemBytes, MAX_ITEM_BYTES, MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES } from '../../shared/storage/item-size.ts';
import { type KeyAttribute, keyAttributes, TABLES, type TableName, type TableSchema } from '../../shared/storage/schema.ts';
import type { Condition, Item, Query, Update } from '../../shared/storage/store.ts';
import { storedBytes } from '../../shared/storage/stored-form.ts';

export const MAX_EXPRESSION_BYTES = 4096;
const MAX_VALUES_BYTES = 2 * 2 ** 20;

export const refusal = (message: string): Error =>
  Object.assign(new Error(message), { name: 'ValidationException', $metadata: { httpStatusCode: 400 } });

type Part = 'partition' | 'sort';

/** @throws if the attribute is missing, of another type, empty, too long or not Unicode */
export function checkedKeyValue(item: Item, { name, type }: KeyAttribute, part: Part): string | number {
  const value = item[name];
  if (type === 'N' && typeof value === 'number' && Number.isFinite(value)) return value;
  if (type === 'S' && typeof value === 'string' && value !== '' && value.isWellFormed()) {
    const most = part === 'partition' ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
    if (Buffer.byteLength(value) <= most) return value;
    throw refusal(`The key attribute ${name} has ${Buffer.byteLength(value)} bytes; a ${part} key has at most ${most}.`);
  }
  throw refusal(
    `The key attribute ${name} is ${JSON.stringify(value)}; it must be a ${type === 'S' ? 'text that is not empty' : 'number'}.`,
  );
}

/** @throws if DynamoDB would refuse the row; returns the bytes of its stored form */
export function checkItem(table: TableName, row: Item): number {
  if (Object.hasOwn(row, '')) throw refusal('The name of an attribute is empty.');
  const bytes = storedBytes(table, row);
  if (bytes > MAX_ITEM_BYTES) throw refusal(`The item has ${bytes} bytes; ${MAX_ITEM_BYTES} are allowed.`);
  return bytes;
}

/** @throws if one request of `size` items would name a key twice */
export function checkBatch(table: TableName, items: readonly Item[], size: number): void {
  for (let start = 0; start < items.length; start += size) {
    const batch = items.slice(start, start + size);
    const keys = new Set(batch.map((item) => JSON.stringify(keyAttributes(table).map((name) => item[name]))));
    if (keys.size < batch.length) throw refusal('A batch names the same key twice.');
  }
}

interface Asked {
  readonly condition?: Condition | undefined;
  readonly update?: Update;
  readonly query?: Query;
}

/** The expressions of a request as `DynamoStore` would send them, by name. */
export function expressionsOf(
  { condition, update, query }: Asked,
  builder = new ExpressionBuilder(),
): readonly (readonly [string, string])[] {
  return [
    ...(update ? [['UpdateExpression', builder.update(update)] as const] : []),
    ...(condition ? [['ConditionExpression', builder.condition(condition)] as const] : []),
    ...(query?.fields ? [['ProjectionExpression', builder.projection(query.fields)] as const] : []),
  ];
}

export function checkExpressions(asked: Asked): void {
  const builder = new ExpressionBuilder();
  for (const [name, expression] of expressionsOf(asked, builder)) {
    const bytes = Buffer.byteLength(expression);
    if (bytes > MAX_EXPRESSION_BYTES) throw refusal(`The ${name} has ${bytes} bytes; ${MAX_EXPRESSION_BYTES} are allowed.`);
  }
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = builder.attributes();
  if (Object.values(names).includes('')) throw refusal('The name of an attribute is empty.');
  if (itemBytes(values) > MAX_VALUES_BYTES) throw refusal(`The values of the expressions have more than ${MAX_VALUES_BYTES} bytes.`);
}

export function checkQuery(table: TableName, query: Query): void {
  const schema: TableSchema = TABLES[table];
  const keys = query.index ? schema.indexes[query.index] : schema;
  if (!keys) throw refusal(`The table ${table} has no index ${query.index}.`);
  const { partition, sort } = keys;
  checkedKeyValue({ [partition.name]: query.partition }, partition, 'partition');
  if (sort) {
    for (const bound of Object.values(query.range ?? {})) if (bound !== undefined) checkedKeyValue({ [sort.name]: bound }, sort, 'sort');
  }
  checkExpressions({ query });
}
