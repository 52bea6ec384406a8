/** The thread that runs dynalite, a DynamoDB on LevelDB, with DynamoDB's limits. It posts `{port}` when it listens; any message stops it. */
import dynalite from 'dynalite';
import { parentPort, workerData } from 'node:worker_threads';
import type { AddressInfo } from 'node:net';
import { withLimits } from './dynamodb-limits.ts';
import { confineServers } from './loopback.ts';

confineServers();
const { path } = workerData as { readonly path: string };
const server = withLimits(dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }));
server.listen(0, () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
parentPort?.once('message', () => {
  server.close(() => parentPort?.close());
  server.closeAllConnections();
});
