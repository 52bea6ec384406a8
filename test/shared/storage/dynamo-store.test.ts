import { afterEach } from '@jest/globals';
import { type Dynamo, startDynamo } from '../../support/dynamo.ts';
import { describeStoreContract } from './store-contract.ts';

let dynamo: Dynamo | undefined;

afterEach(async () => {
  await dynamo?.close();
});

/** Each test has tables of its own. */
describeStoreContract("DynamoDB's protocol", async () => {
  dynamo = await startDynamo();
  return dynamo.store;
});
