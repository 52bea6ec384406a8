/** The worker of scans: evaluates policies on what is stored of an account. */
import { OPERATIONS } from '../shared/operations.ts';
import { createS3Client } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { workerHandler } from '../shared/platform/worker-handler.ts';
import { PolicyBucket } from '../shared/policies/policy-bucket.ts';
import { PolicyLibrary } from '../shared/policies/policy-library.ts';
import { screenApart } from '../shared/policies/screen-apart.ts';
import { systemClock } from '../shared/real-seams.ts';
import { ScanWork } from '../shared/scan/scan-work.ts';

/** The most findings that are written at the same time. */
const WRITE_CONCURRENCY = 16;

const { EXPORTS_BUCKET } = readEnvironment(['EXPORTS_BUCKET']);
const library = new PolicyLibrary(new PolicyBucket(createS3Client(), EXPORTS_BUCKET), screenApart(systemClock));

export const handler = workerHandler(({ store, outbox, metrics }) => ({
  operations: OPERATIONS,
  work: new ScanWork({ store, outbox, library, clock: systemClock, writeConcurrency: WRITE_CONCURRENCY, metrics }),
}));
