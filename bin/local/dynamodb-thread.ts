/** The thread that runs dynalite, a DynamoDB on LevelDB, with DynamoDB's limits. It posts `{port}` when it listens, and receives `ServerMessage`s. */
import type { UpdateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { parentPort, workerData } from 'node:worker_threads';
import type { AddressInfo } from 'node:net';
import { boundLevelDb } from './bound-leveldb.ts';
import { withLimits } from './dynamodb-limits.ts';
import type { Grants } from './grants.ts';
import { confineServers } from './loopback.ts';
import { createIndexes, withDatabase } from './new-index.ts';
import type { ServerMessage } from './server-thread.ts';

boundLevelDb();
confineServers();
const { path } = workerData as { readonly path: string };
let grants: Grants = {};
const [tables, database] = withDatabase(() => dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
const server = withLimits(tables, () => grants, {
  // Only `ensureTables` sends UpdateTable requests, so each has the shape of its input.
  UpdateTable: async (request) => await createIndexes(database, request as UpdateTableCommandInput),
});
server.listen(0, () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
parentPort?.on('message', (message: ServerMessage) => {
  if (message !== 'stop') {
    grants = message;
    return;
  }
  server.close(() => parentPort?.close());
  server.closeAllConnections();
});
