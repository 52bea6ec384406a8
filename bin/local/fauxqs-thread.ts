/** The thread that runs fauxqs, an SQS and S3 that keep their data on disk. It posts `{port}` when it listens, and receives `ServerMessage`s. */
import { startFauxqs } from 'fauxqs';
import { parentPort, workerData } from 'node:worker_threads';
import { endThreadOnFailedWrite, keepMessagesMadeVisible, replaceObjectsAtomically } from './fauxqs-storage.ts';
import { callerOf, denial, type Grants, objectOrQueueAccess, refuseAccess } from './grants.ts';
import { confineServers } from './loopback.ts';
import type { ServerMessage } from './server-thread.ts';

let grants: Grants = {};
confineServers((request, response) => {
  const denied = denial(grants, callerOf(request.headers), [objectOrQueueAccess(request)]);
  if (denied !== undefined) refuseAccess(request, response, denied);
  return denied !== undefined;
});
endThreadOnFailedWrite();
await keepMessagesMadeVisible();
await replaceObjectsAtomically();
const { path, objects, region } = workerData as { readonly path: string; readonly objects: string; readonly region: string };
const server = await startFauxqs({ port: 0, logger: false, defaultRegion: region, dataDir: path, s3StorageDir: objects });
parentPort?.postMessage({ port: server.port });
parentPort?.on('message', (message: ServerMessage) => {
  if (message !== 'stop') grants = message;
  else void server.stop().finally(() => parentPort?.close());
});
