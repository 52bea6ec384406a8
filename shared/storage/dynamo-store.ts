/** `Store` over DynamoDB. The SDK retries throttled requests; this class retries the unprocessed items of a batch. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { ConditionFailed } from '../errors.ts';
import type { Clock } from '../seams.ts';
import { settled } from '../settled.ts';
import { ExpressionBuilder } from './expression-builder.ts';
import { keyAttributes, TABLES, type TableName, type TableSchema } from './schema.ts';
import { rowOf, storedForm } from './stored-form.ts';
import { all, type Condition, exists, type Item, type Key, type Page, type Query, type Store, type Update } from './store.ts';

/** Limits of BatchWriteItem and BatchGetItem. */
export const MAX_BATCH_WRITE = 25;
export const MAX_BATCH_GET = 100;
const MAX_ROUNDS = 10;
const BASE_BACKOFF_MS = 50;
/** The most batches of one call that are sent at the same time. */
const CONCURRENCY = 4;

export interface DynamoStoreDeps {
  readonly client: DynamoDBDocumentClient;
  /** A client that sends each request once. */
  readonly onceClient: DynamoDBDocumentClient;
  readonly clock: Clock;
  /** Deployed name of a table. */
  readonly tableName: (table: TableName) => string;
}

export class DynamoStore implements Store {
  readonly #deps: DynamoStoreDeps;

  constructor(deps: DynamoStoreDeps) {
    this.#deps = deps;
  }

  async get(table: TableName, key: Key, options: { readonly consistent?: boolean } = {}): Promise<Item | undefined> {
    const answer = await this.#deps.client.send(
      new GetCommand({ TableName: this.#deps.tableName(table), Key: key, ConsistentRead: options.consistent ?? false }),
    );
    return answer.Item && rowOf(table, answer.Item);
  }

  async getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]> {
    const name = this.#deps.tableName(table);
    const batches = await inParallel(chunks(keys, MAX_BATCH_GET), async (batch) => {
      const items: Item[] = [];
      let left: readonly Key[] = batch;
      for (let round = 0; left.length > 0; round++) {
        await this.#backOff(round, table);
        const answer = await this.#deps.client.send(new BatchGetCommand({ RequestItems: { [name]: { Keys: [...left] } } }));
        items.push(...(answer.Responses?.[name] ?? []).map((item) => rowOf(table, item)));
        left = (answer.UnprocessedKeys?.[name]?.Keys as readonly Key[] | undefined) ?? [];
      }
      return items;
    });
    return batches.flat();
  }

  async put(table: TableName, item: object, condition?: Condition): Promise<void> {
    const builder = new ExpressionBuilder();
    await this.#conditional(table, async () => {
      await this.#deps.client.send(
        new PutCommand({
          TableName: this.#deps.tableName(table),
          Item: storedForm(table, item),
          ...(condition && { ConditionExpression: builder.condition(condition) }),
          ...builder.attributes(),
        }),
      );
    });
  }

  async putMany(table: TableName, items: readonly object[], { once = false }: { readonly once?: boolean } = {}): Promise<void> {
    const name = this.#deps.tableName(table);
    const client = once ? this.#deps.onceClient : this.#deps.client;
    await inParallel(chunks(items, MAX_BATCH_WRITE), async (batch) => {
      let left = batch.map((item) => ({ PutRequest: { Item: storedForm(table, item) } }));
      for (let round = 0; left.length > 0; round++) {
        await this.#backOff(round, table);
        const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: left } }));
        left = (answer.UnprocessedItems?.[name] as typeof left | undefined) ?? [];
      }
    });
  }

  async update(
    table: TableName,
    key: Key,
    update: Update,
    condition?: Condition,
    options: { readonly create?: boolean } = {},
  ): Promise<Item> {
    const full = updateCondition(table, condition, options);
    const builder = new ExpressionBuilder();
    return await this.#conditional(table, async () => {
      const answer = await this.#deps.client.send(
        new UpdateCommand({
          TableName: this.#deps.tableName(table),
          Key: key,
          UpdateExpression: builder.update(update.set ? { ...update, set: storedForm(table, update.set) } : update),
          ...(full && { ConditionExpression: builder.condition(full) }),
          ...builder.attributes(),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return rowOf(table, answer.Attributes ?? {});
    });
  }

  async delete(table: TableName, key: Key, condition?: Condition): Promise<void> {
    const builder = new ExpressionBuilder();
    await this.#conditional(table, async () => {
      await this.#deps.client.send(
        new DeleteCommand({
          TableName: this.#deps.tableName(table),
          Key: key,
          ...(condition && { ConditionExpression: builder.condition(condition) }),
          ...builder.attributes(),
        }),
      );
    });
  }

  async query(table: TableName, query: Query): Promise<Page> {
    const schema: TableSchema = TABLES[table];
    const keys = query.index ? schema.indexes[query.index] : schema;
    if (!keys) throw new Error(`The table ${table} has no index ${query.index}.`);
    const builder = new ExpressionBuilder();
    const answer = await this.#deps.client.send(
      new QueryCommand({
        TableName: this.#deps.tableName(table),
        ...(query.index && { IndexName: query.index }),
        KeyConditionExpression: builder.keyCondition(keys.partition.name, keys.sort?.name, query),
        ...(query.fields && { ProjectionExpression: builder.projection(query.fields) }),
        ...builder.attributes(),
        ScanIndexForward: !query.descending,
        ConsistentRead: query.consistent ?? false,
        ...(query.limit && { Limit: query.limit }),
        ...(query.cursor && { ExclusiveStartKey: query.cursor }),
      }),
    );
    return pageOf(table, answer);
  }

  async scan(
    table: TableName,
    options: { readonly limit?: number; readonly cursor?: Key | undefined; readonly consistent?: boolean } = {},
  ): Promise<Page> {
    const answer = await this.#deps.client.send(
      new ScanCommand({
        TableName: this.#deps.tableName(table),
        ConsistentRead: options.consistent ?? false,
        ...(options.limit && { Limit: options.limit }),
        ...(options.cursor && { ExclusiveStartKey: options.cursor }),
      }),
    );
    return pageOf(table, answer);
  }

  async #conditional<T>(table: TableName, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw new ConditionFailed(table, { cause: error });
      throw error;
    }
  }

  async #backOff(round: number, table: TableName): Promise<void> {
    if (round === 0) return;
    if (round >= MAX_ROUNDS) throw new Error(`DynamoDB left items of a batch on ${table} unprocessed ${MAX_ROUNDS} times in a row.`);
    await this.#deps.clock.sleep(BASE_BACKOFF_MS * 2 ** round);
  }
}

/** The full condition of an update: unless the update may create the row, the row must exist. */
export function updateCondition(
  table: TableName,
  condition: Condition | undefined,
  { create }: { readonly create?: boolean },
): Condition | undefined {
  if (create) return condition;
  const mustExist = exists(keyAttributes(table)[0] ?? '');
  return condition ? all(mustExist, condition) : mustExist;
}

const pageOf = (
  table: TableName,
  answer: { readonly Items?: readonly Item[] | undefined; readonly LastEvaluatedKey?: Item | undefined },
): Page => ({
  items: (answer.Items ?? []).map((item) => rowOf(table, item)),
  ...(answer.LastEvaluatedKey && { cursor: answer.LastEvaluatedKey as Key }),
});

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

async function inParallel<T, R>(inputs: readonly T[], work: (input: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const group of chunks(inputs, CONCURRENCY)) results.push(...(await settled(group.map(work))));
  return results;
}
