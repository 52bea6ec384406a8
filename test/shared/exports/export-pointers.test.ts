import { describe, expect, it } from '@jest/globals';
import { type ExportPointer, ExportPointers } from '../../../shared/exports/export-pointers.ts';
import { SCHEMA_VERSION } from '../../../shared/exports/manifest.ts';
import type { JobId } from '../../../shared/ids.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { silentOutbox } from '../../support/memory-publisher.ts';

const DATE = '2026-11-21';
const CLOCK = { now: () => Date.parse('2026-11-22T00:00:00Z') };

type Requested = readonly [job: string, time: string];

const pointer = ([job, time]: Requested): ExportPointer => ({
  schema_version: SCHEMA_VERSION,
  date: DATE,
  job_id: job as JobId,
  created_at: `${DATE}T${time}.000Z`,
  manifest_key: `manifest of ${job}`,
  manifest_sha256: '0'.repeat(64),
  expires_at: 4_000_000_000,
  accounts: 1,
  exported: 1,
  failed: 0,
  rows: {},
  files: 1,
  bytes: 1,
  slices: {},
});

describe("a date's pointer", () => {
  it.each<readonly [string, Requested, Requested, string | undefined]>([
    ['requested later, published last', ['exp-a', '04:00:00'], ['exp-b', '05:00:00'], undefined],
    ['requested later, published first', ['exp-b', '05:00:00'], ['exp-a', '04:00:00'], 'exp-b'],
    ['requested at the same time with a greater id, published last', ['exp-a', '04:00:00'], ['exp-b', '04:00:00'], undefined],
    ['requested at the same time with a greater id, published first', ['exp-b', '04:00:00'], ['exp-a', '04:00:00'], 'exp-b'],
  ])('names the export that was %s', async (_, first, second, newer) => {
    const store = new MemoryStore();
    const pointers = new ExportPointers(store);
    const outbox = silentOutbox(store);

    expect(await pointers.point(pointer(first), outbox)).toBeUndefined();
    expect(await pointers.point(pointer(second), outbox)).toBe(newer);
    expect(await pointers.get(DATE, CLOCK)).toMatchObject({ job_id: 'exp-b' });
    // Publishing may be repeated.
    expect(await pointers.point(pointer(second), outbox)).toBe(newer);
  });
});
