import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { brokenLimit } from '../../../bin/local/dynamodb-limits.ts';
import { type Dynamo, startDynamo } from '../../support/dynamo.ts';

const TableName = 'job_tasks';
const Key = { job_id: { S: 'j' }, account_id: { S: 'a' } };
const keys = (count: number) => Array.from({ length: count }, (_, place) => ({ ...Key, account_id: { S: `a${place}` } }));
/** An update that removes one attribute, with an expression of this many bytes. */
const removal = (bytes: number): string => `REMOVE${' '.repeat(bytes - 'REMOVE'.length - '#n'.length)}#n`;
const nested = (levels: number): AttributeValue => (levels === 0 ? { S: 'core' } : { L: [nested(levels - 1)] });

describe('requests to the local DynamoDB', () => {
  let dynamo: Dynamo;
  beforeAll(async () => {
    dynamo = await startDynamo();
    await dynamo.client.send(new PutItemCommand({ TableName, Item: Key }));
  });
  afterAll(async () => {
    await dynamo.close();
  });

  const updateOf = (UpdateExpression: string) =>
    new UpdateItemCommand({ TableName, Key, UpdateExpression, ExpressionAttributeNames: { '#n': 'gone' } });
  const refused = (says: RegExp) => ({
    name: 'ValidationException',
    message: expect.stringMatching(says),
    $metadata: { httpStatusCode: 400 },
  });

  it('may have expressions of at most 4,096 bytes', async () => {
    await dynamo.client.send(updateOf(removal(4096)));
    await expect(dynamo.client.send(updateOf(removal(4097)))).rejects.toMatchObject(
      refused(/^Invalid UpdateExpression: Expression size has exceeded the maximum allowed size; expression size: 4097$/),
    );
  });

  it('may not use reserved words without a placeholder', async () => {
    const query = { TableName, KeyConditionExpression: 'job_id = :j', ExpressionAttributeValues: { ':j': { S: 'j' } } };
    for (const request of [updateOf('REMOVE status'), new QueryCommand({ ...query, ProjectionExpression: 'region' })])
      await expect(dynamo.client.send(request as QueryCommand)).rejects.toMatchObject(refused(/reserved keyword/));
  });

  it('may write 25 items and read 100 keys at once', async () => {
    const puts = (count: number) => keys(count).map((Item) => ({ PutRequest: { Item } }));
    await dynamo.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts(25) } }));
    await dynamo.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys(100) } } }));
    await expect(dynamo.client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts(26) } }))).rejects.toMatchObject(
      refused(/./),
    );
    await expect(dynamo.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys(101) } } }))).rejects.toMatchObject(
      refused(/./),
    );
  });

  it('are checked against the keys of tables that were described and not created', async () => {
    await dynamo.client.send(new DescribeTableCommand({ TableName: 'jobs' }));
    const Item = { job_id: { S: 'j' }, listed: { S: 'job' }, created_at: { S: '' } };
    await expect(dynamo.client.send(new PutItemCommand({ TableName: 'jobs', Item }))).rejects.toMatchObject(refused(/Key: created_at$/));
  });
});

describe('the limits of a request', () => {
  it.each([
    [
      'values of more than 2 MB',
      { ExpressionAttributeValues: { ':v': { L: Array.from({ length: 3 }, () => ({ S: 'x'.repeat(2 ** 20) })) } } },
    ],
    ['33 levels in an item', { Item: { ...Key, deep: nested(33) } }],
    ['33 levels in a value', { ExpressionAttributeValues: { ':v': nested(33) } }],
    ['33 levels in a batch', { RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Key, deep: nested(33) } } }] } }],
    ['an attribute without a name', { Item: { ...Key, '': { S: 'x' } } }],
    ['a long projection of a batch', { RequestItems: { [TableName]: { Keys: [Key], ProjectionExpression: 'a'.repeat(4097) } } }],
    ['a long filter', { FilterExpression: 'é'.repeat(2049) }],
  ])('do not allow %s', (_what, request) => {
    expect(brokenLimit(request)).toEqual(expect.any(String));
  });

  it.each([
    ['nothing at all', {}],
    ['32 levels', { Item: { ...Key, deep: nested(32) } }],
    ['a map in a list', { Item: { ...Key, deep: { L: [{ M: { a: { N: '1' } } }] } } }],
    ['a batch of deletes', { RequestItems: { [TableName]: [{}] } }],
  ])('allow %s', (_what, request) => {
    expect(brokenLimit(request)).toBeUndefined();
  });
});
