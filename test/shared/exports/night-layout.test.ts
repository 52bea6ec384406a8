import { describe, expect, it } from '@jest/globals';
import { accountManifestKey, attemptFolder, fileKey } from '../../../shared/exports/night-layout.ts';
import type { AccountId, JobId } from '../../../shared/ids.ts';

const job_id = 'exp-1' as JobId;
const folderOf = (account: string): string => attemptFolder({ job_id, account_id: account as AccountId, attempt: 1 });

describe('the key of an object of an account', () => {
  it.each([
    ['aws:123456789012', 'provider=aws/account=123456789012'],
    ['azure:tenant/72f988bf-86f1-41af-91ab-2d7cd011db47', 'provider=azure/account=tenant%2F72f988bf-86f1-41af-91ab-2d7cd011db47'],
    ['oci:ocid1.tenancy.oc1..aaaa', 'provider=oci/account=ocid1.tenancy.oc1..aaaa'],
    ['azure:../../manifests', 'provider=azure/account=..%2F..%2Fmanifests'],
    ['azure:a=b&c d#e?f%2F\\"*\'', 'provider=azure/account=a%3Db%26c%20d%23e%3Ff%252F%5C%22%2A%27'],
    ['azure:\ud83dx\u0000', 'provider=azure/account=%EF%BF%BDx%00'],
  ])('holds %j as one segment', (account, segment) => {
    expect(folderOf(account)).toBe(`/job=exp-1/${segment}/attempt=1/`);
    // Athena's views and DuckDB's patterns count on this.
    expect(folderOf(account)).toMatch(/^\/job=[^/]+\/provider=[^/]+\/account=[^/]+\/attempt=[0-9]+\/$/);
  });

  it('is another one for each account and each kind of object', () => {
    const place = { date: '2026-11-21', job_id, attempt: 1 };
    const keys = ['azure:a/b', 'azure:a%2Fb', 'azure:a'].flatMap((id) => {
      const of = { ...place, account_id: id as AccountId };
      return [fileKey('resources', 'jsonl', of), accountManifestKey(of)];
    });

    expect(new Set(keys).size).toBe(keys.length);
  });
});
