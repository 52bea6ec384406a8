/** The thread that runs fauxqs, an SQS and S3 that keep their data on disk. It posts `{port}` when it listens; any message stops it. */
import { startFauxqs } from 'fauxqs';
import { parentPort, workerData } from 'node:worker_threads';
import { endThreadOnFailedWrite, keepMessagesMadeVisible, replaceObjectsAtomically } from './fauxqs-storage.ts';
import { confineServers } from './loopback.ts';

confineServers();
endThreadOnFailedWrite();
await keepMessagesMadeVisible();
await replaceObjectsAtomically();
const { path, objects, region } = workerData as { readonly path: string; readonly objects: string; readonly region: string };
const server = await startFauxqs({ port: 0, logger: false, defaultRegion: region, dataDir: path, s3StorageDir: objects });
parentPort?.postMessage({ port: server.port });
parentPort?.once('message', () => {
  void server.stop().finally(() => parentPort?.close());
});
