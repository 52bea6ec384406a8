/** Finds resources for the API. What it has loaded stays in memory until Lambda ends it. */
import { ExportBucket } from '../shared/exports/export-bucket.ts';
import { NightSearch } from '../shared/exports/search/night-search.ts';
import { searchRequest } from '../shared/exports/search/search-request.ts';
import { observe } from '../shared/observability/observe.ts';
import { createS3Client, createStore } from '../shared/platform/clients.ts';
import { readEnvironment } from '../shared/platform/environment.ts';
import { systemClock } from '../shared/real-seams.ts';

/** The rest of the function's 1,769 MB is for what a search itself takes, and for Node.js. */
const MOST_BYTES = 1_200_000_000;

const { EXPORTS_BUCKET, LONGEST_RUN_HOURS, METRICS_NAMESPACE } = readEnvironment([
  'EXPORTS_BUCKET',
  'LONGEST_RUN_HOURS',
  'METRICS_NAMESPACE',
]);
const { handler: observed } = observe(METRICS_NAMESPACE);
const search = new NightSearch({
  store: createStore(),
  objects: new ExportBucket(createS3Client(), EXPORTS_BUCKET),
  clock: systemClock,
  mostBytes: MOST_BYTES,
  longestRunMs: LONGEST_RUN_HOURS * 3_600_000,
});

export const handler = observed(async (event: unknown) => (await search.search(searchRequest.parse(event))) ?? null);
