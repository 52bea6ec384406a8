import { describe, expect, it } from '@jest/globals';
import { fetchedRecord, storedRecord } from '../../../shared/exports/resource-record.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { CanonicalForm, type HashedResource } from '../../../shared/inventory/canonical-form.ts';
import type { ResourceRow } from '../../../shared/inventory/model.ts';
import type { LocatedResource } from '../../../shared/clouds/cloud.ts';
import { type ResourceType, undeclaredType } from '../../../shared/clouds/resource-type.ts';
import { fetched, located, NETWORK } from '../../support/fake-cloud.ts';

const ACCOUNT = parseAccountId('aws:000000000001');
const REGION = 'eu-west-1';

/** Hashes the resource as the inventory does. */
const hashed = (resource: LocatedResource, type: ResourceType = NETWORK): HashedResource => new CanonicalForm(type).hashed(resource);

const recordOf = (more: Partial<LocatedResource>, type: ResourceType = NETWORK) =>
  fetchedRecord(ACCOUNT, REGION, type, hashed(located('net-1', more), type));

describe('a line of the inventory', () => {
  it('leaves out what changes by itself, and has times of use whole, which the hash does not cover', () => {
    const config = (used: string, looked: string) => ({ config: { Cidr: '10.0.0.0/8', LastUsed: used, LastLookedAt: looked } });
    const morning = recordOf(config('2026-11-21T06:00:00Z', 'now'));
    const evening = recordOf(config('2026-11-21T18:00:00Z', 'later'));
    const nextDay = recordOf(config('2026-11-22T06:00:00Z', 'now'));

    expect(morning.content_hash).toBe(evening.content_hash);
    expect(morning.config).toEqual({ Cidr: '10.0.0.0/8', LastUsed: '2026-11-21T06:00:00Z' });
    expect(nextDay.content_hash).toBe(morning.content_hash);
    expect(nextDay.config).toEqual({ Cidr: '10.0.0.0/8', LastUsed: '2026-11-22T06:00:00Z' });
  });

  it('says whether the resource was read by a definition, and whether a read has failed', () => {
    const unread = { Policy: { error_code: 'AccessDenied' } };
    const undeclared = undeclaredType('oci', 'Image', 'regional');

    expect(recordOf({}).enrich_status).toBe('OK');
    expect(recordOf({ unread }).enrich_status).toBe('ERROR');
    expect(recordOf({}, undeclared).enrich_status).toBe('NOT_IMPLEMENTED');
    expect(recordOf({ unread }, undeclared).enrich_status).toBe('ERROR');
  });

  it('is the same from a stored row as from the cloud, but for its history', () => {
    const resource = located('net-1', {
      tags: null,
      config: { LastUsed: '2026-11-21T06:00:00Z', LastLookedAt: 'x' },
      unread: { Acl: { error_code: 'Denied' } },
    });
    const seen = hashed(resource);
    const row = {
      ...seen.resource,
      account_id: ACCOUNT,
      segment: REGION,
      type: NETWORK.type,
      provider: 'aws',
      kind: NETWORK.kind,
      service: NETWORK.service,
      resource_uid: `${ACCOUNT}|${NETWORK.type}|${REGION}|net-1`,
      content_hash: seen.hash,
      first_seen_at: '2026-01-01T00:00:00.000Z',
      changed_at: '2026-02-01T00:00:00.000Z',
      version: 3,
      is_last: 1,
    } as unknown as ResourceRow;

    const fromCloud = fetchedRecord(ACCOUNT, REGION, NETWORK, seen);

    expect(storedRecord(row, NETWORK)).toEqual({ ...fromCloud, first_seen_at: row.first_seen_at, changed_at: row.changed_at });
    expect([fromCloud.first_seen_at, fromCloud.changed_at]).toEqual([null, null]);
  });

  it('is the row as it stands where its type is not known any more', () => {
    const row = { ...fetched('net-1', { config: { LastLookedAt: 'x' } }), account_id: ACCOUNT } as unknown as ResourceRow;

    expect(storedRecord(row, undefined)).toMatchObject({ config: { LastLookedAt: 'x' }, enrich_status: 'NOT_IMPLEMENTED' });
  });
});
