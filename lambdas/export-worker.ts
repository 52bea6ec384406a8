/** The worker of exports: writes the files of an account. */
import { tmpdir } from 'node:os';
import { filesBelow } from '../shared/exports/account-files.ts';
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { ExportWork } from '../shared/exports/export-work.ts';
import { operationsThatPublish } from '../shared/operations.ts';
import { createS3Client } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { workerHandler } from '../shared/platform/worker-handler.ts';
import { systemClock } from '../shared/real-seams.ts';

const { EXPORTS_BUCKET, EXPORT_DAYS } = readEnvironment(['EXPORTS_BUCKET', 'EXPORT_DAYS']);
const objects = new ExportBucket(createS3Client(), EXPORTS_BUCKET);

export const handler = workerHandler(({ store, outbox, metrics }) => ({
  operations: operationsThatPublish({ objects, outbox, metrics, exportDays: EXPORT_DAYS }),
  work: new ExportWork({ store, objects, clock: systemClock, metrics, files: filesBelow(tmpdir()) }),
}));
