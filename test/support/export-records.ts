/** Records and folders of small exports. */
import { mkdir } from 'node:fs/promises';
import type { AccountRecord, CoverageRecord, ResourceRecord } from '../../shared/exports/records.ts';
import type { Manifest } from '../../shared/exports/manifest.ts';
import { compareRecords } from '../../shared/exports/order.ts';
import { type ExportOptions, writeExport } from '../../shared/exports/write-export.ts';
import { parseAccountId, resourceUid, providerOf } from '../../shared/ids.ts';
import { contentHash } from '../../shared/canonical-json.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import type { SliceOutcome } from '../../shared/inventory/model.ts';

export const ACCOUNT = parseAccountId('aws:000000000001');
export const REGION = 'eu-west-1';
export const TYPE = 'AWS::S3::Bucket';

/** The record of a bucket; its hash and uid follow from the other members. */
export function resourceRecord(given: Partial<ResourceRecord> = {}): ResourceRecord {
  const place = { account_id: ACCOUNT, segment: REGION, type: TYPE, resource_id: 'bucket', ...given };
  const state = {
    native_id: `arn:aws:s3:::${place.resource_id}`,
    name: place.resource_id,
    region: place.segment,
    tags: { owner: 'eve' },
    config: { Versioning: { Status: 'Enabled' } },
    unread: {},
    relationships: [],
    ...given,
  };
  return {
    ...place,
    ...state,
    resource_uid: resourceUid(place.account_id, place.type, place.segment, place.resource_id),
    provider: providerOf(place.account_id),
    kind: 'bucket',
    service: 's3',
    enrich_status: 'OK',
    content_hash: given.content_hash ?? contentHash(stateOf(state)),
    first_seen_at: given.first_seen_at ?? null,
    changed_at: given.changed_at ?? null,
  };
}

export function coverageRecord(given: Partial<CoverageRecord> = {}): CoverageRecord {
  return {
    account_id: ACCOUNT,
    segment: REGION,
    type: TYPE,
    outcome: 'complete',
    resources: 0,

    counted: null,
    complete_at: null,
    error_class: null,
    error_code: null,
    error_message: null,
    permission: null,
    ...given,
  };
}

interface ExportGiven {
  readonly resources?: readonly ResourceRecord[];
  /** Default: the slices of the resources and the slice of `coverageRecord()`, all with `outcome`. */
  readonly coverage?: readonly CoverageRecord[];
  readonly outcome?: SliceOutcome;
  readonly formats?: ExportOptions['formats'];
  readonly collected_at?: string;
  readonly accounts?: readonly AccountRecord[];
}

/** Writes an export into a folder that does not exist yet. */
export async function writtenExport(folder: string, given: ExportGiven = {}): Promise<Manifest> {
  const resources = (given.resources ?? []).toSorted(compareRecords('resources'));
  const slices = [coverageRecord(), ...resources].map(({ account_id, segment, type }) =>
    coverageRecord({ account_id, segment, type, outcome: given.outcome ?? 'complete' }),
  );
  const known = new Map(slices.map((slice) => [`${slice.account_id}|${slice.segment}|${slice.type}`, slice]));
  const coverage = (given.coverage ?? [...known.values()]).toSorted(compareRecords('coverage'));
  await mkdir(folder, { recursive: true });
  return await writeExport(
    folder,
    { resources, coverage, accounts: given.accounts ?? [] },
    {
      formats: given.formats ?? ['jsonl'],
      collected_at: given.collected_at ?? '2026-11-21T12:00:00.000Z',
      source: 'run',
      scope: { accounts: '*', services: '*', types: '*', regions: '*' },
    },
  );
}

export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
