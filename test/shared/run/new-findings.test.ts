import { describe, expect, it } from '@jest/globals';
import { compareRecords } from '../../../shared/exports/order.ts';
import type { Export } from '../../../shared/exports/read-export.ts';
import type { CoverageRecord, FindingRecord } from '../../../shared/exports/records.ts';
import { newFindings } from '../../../shared/run/new-findings.ts';
import { account } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';

const finding = (resource_id: string, changes: object = {}): FindingRecord => ({
  segment: 'eu-west-1',
  suppression: null,
  reason: null,
  resolved_at: null,
  evidence: null,
  ...findingRow({ resource_id }),
  ...changes,
});

async function* inOrder(findings: readonly FindingRecord[]): AsyncGenerator<FindingRecord> {
  yield* findings.toSorted(compareRecords('findings'));
}

const slice = (changes: object): CoverageRecord =>
  ({ account_id: account('1'), segment: 'eu-west-1', type: 'AWS::S3::Bucket', outcome: 'complete', ...changes }) as CoverageRecord;

const exportOf = (findings: readonly FindingRecord[] | undefined, coverage: readonly CoverageRecord[] = []): Export =>
  ({
    has: () => findings !== undefined,
    records: (dataset: string) =>
      dataset === 'findings'
        ? inOrder(findings ?? [])
        : (async function* () {
            yield* coverage;
          })(),
  }) as unknown as Export;

describe('new findings', () => {
  it('are those that the earlier scan did not have, the most serious first', async () => {
    const now = [finding('a'), finding('b'), finding('c', { severity: 'critical' }), finding('z')];
    const found = await newFindings(exportOf([finding('0'), finding('b'), finding('y')]), inOrder(now));

    expect(found).toMatchObject({ total: 3, not_known: 0 });
    expect(found?.first.map(({ resource_name }) => resource_name)).toEqual(['c', 'a', 'z']);
  });

  it('are called by their own id if they have no name', async () => {
    const found = await newFindings(exportOf([]), inOrder([finding('listener/1', { resource_name: null })]));

    expect(found?.first.map(({ resource_name }) => resource_name)).toEqual(['listener/1']);
  });

  it('are those that were resolved before, and not those that are suppressed now', async () => {
    const found = await newFindings(
      exportOf([finding('a', { status: 'resolved', verdict: 'pass' })]),
      inOrder([finding('a'), finding('b', { status: 'suppressed' })]),
    );

    expect(found?.first.map(({ resource_name }) => resource_name)).toEqual(['a']);
  });

  it.each([
    ['a slice that was not seen whole', [slice({ outcome: 'denied' })], []],
    ['an account that could not be read', [slice({ segment: '*', type: '*', outcome: 'denied' })], []],
    ['a verdict that was unknown', [slice({})], [finding('a', { verdict: 'unknown' })]],
  ])('are not known of %s', async (_name, coverage, before) => {
    expect(await newFindings(exportOf(before, coverage), inOrder([finding('a')]))).toEqual({ total: 0, not_known: 1, first: [] });
  });

  it('are not told if the earlier export has no scan', async () => {
    expect(await newFindings(exportOf(undefined), inOrder([finding('a')]))).toBeUndefined();
  });

  it('are counted all, and at most a hundred listed', async () => {
    const many = Array.from({ length: 250 }, (_, index) => finding(`r${index}`));

    const found = await newFindings(exportOf([]), inOrder(many));

    expect([found?.total, found?.first.length]).toEqual([250, 100]);
  });
});
