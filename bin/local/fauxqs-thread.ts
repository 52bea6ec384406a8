/** The thread of fauxqs: SQS and S3, kept on disk. Posts `{port}` when it listens; any message stops it. */
import { startFauxqs } from 'fauxqs';
import { parentPort, workerData } from 'node:worker_threads';
import { endWhereWritesFail, keepMessagesMadeVisible, keepObjectsWhole } from './fauxqs-storage.ts';
import { confineServers } from './loopback.ts';

confineServers();
endWhereWritesFail();
await keepMessagesMadeVisible();
await keepObjectsWhole();
const { path, objects, region } = workerData as { readonly path: string; readonly objects: string; readonly region: string };
const server = await startFauxqs({ port: 0, logger: false, defaultRegion: region, dataDir: path, s3StorageDir: objects });
parentPort?.postMessage({ port: server.port });
parentPort?.once('message', () => {
  void server.stop().finally(() => parentPort?.close());
});
