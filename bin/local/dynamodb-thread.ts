/** The thread that runs dynalite, a DynamoDB on LevelDB, with DynamoDB's limits. It posts `{port}` when it listens, and receives `ServerMessage`s. */
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import { parentPort, workerData } from 'node:worker_threads';
import type { AddressInfo } from 'node:net';
import { withLimits } from './dynamodb-limits.ts';
import type { Grants } from './grants.ts';
import { confineServers } from './loopback.ts';
import type { ServerMessage } from './server-thread.ts';

/**
 * LevelDB maps every file of 2 MB that it has open into memory, 1,000 unless told otherwise, so that the process grew with the estate. It opens
 * the others again when it needs them.
 */
const MAX_OPEN_FILES = 40;

// Not part of the class's types. Dynalite opens the database itself and passes no options.
const opener = ClassicLevel.prototype as unknown as { _open: (this: object, options: object) => Promise<void> };
const open = opener._open;
opener._open = async function (options): Promise<void> {
  await open.call(this, { ...options, maxOpenFiles: MAX_OPEN_FILES });
};

confineServers();
const { path } = workerData as { readonly path: string };
let grants: Grants = {};
const server = withLimits(dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }), () => grants);
server.listen(0, () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));
parentPort?.on('message', (message: ServerMessage) => {
  if (message !== 'stop') {
    grants = message;
    return;
  }
  server.close(() => parentPort?.close());
  server.closeAllConnections();
});
