import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JobId, parseAccountId } from '../../../shared/ids.ts';
import type { PolicyResult, PolicyResultsRow } from '../../../shared/scan/model.ts';
import { resultsItem, resultsOf } from '../../../shared/scan/policy-results.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/storage/item-size.ts';

const POLICIES = 1000;
const ACCOUNT = parseAccountId('aws:111111111111');

const row = (results: PolicyResultsRow['results']): PolicyResultsRow => ({
  account_id: ACCOUNT,
  observed_at: '2026-11-21T02:00:00.000Z',
  results,
});
const everyPolicy = (resultOf: (number: number) => PolicyResult): PolicyResultsRow =>
  row(
    Object.fromEntries(
      Array.from({ length: POLICIES }, (_, number) => [`aws.service.a-policy-of-usual-length-${number}`, resultOf(number)]),
    ),
  );
const usual = (number: number): PolicyResult => ({
  pass: number,
  fail: 1,
  unknown: 0,
  not_applicable: 0,
  suppressed: 0,
  evaluated_at: '2026-11-21T02:00:00.000Z',
  job_id: 'scan-20261121-020000-7f3a' as JobId,
  unknowns: [],
});

describe('the stored form of a results row', () => {
  it('is read as the same row', () => {
    const unknown = fc.record(
      { resource_uid: fc.string(), reason: fc.string(), permission: fc.string() },
      { requiredKeys: ['resource_uid', 'reason'], noNullPrototype: true },
    );
    const result = fc.record(
      {
        pass: fc.nat(),
        fail: fc.nat(),
        unknown: fc.nat(),
        not_applicable: fc.nat(),
        suppressed: fc.nat(),
        not_whole: fc.nat(),
        not_whole_in: fc.constant([ACCOUNT]),
        accounts: fc.nat(),
        evaluated_at: fc.constantFrom('2026-11-20', '2026-11-21'),
        job_id: fc.constantFrom('scan-1' as JobId, 'scan-2' as JobId),
        unknowns: fc.array(unknown),
      },
      {
        requiredKeys: ['pass', 'fail', 'unknown', 'not_applicable', 'suppressed', 'evaluated_at', 'job_id', 'unknowns'],
        noNullPrototype: true,
      },
    );
    const id = fc.nat(40).map((number) => `aws.s3.p${number}`);
    fc.assert(
      fc.property(fc.dictionary(id, result, { noNullPrototype: true }), (results) => {
        expect(resultsOf({ ...resultsItem(row(results)) })).toEqual(row(results));
      }),
    );
  });

  it('of 1,000 policies takes less than 30 bytes per policy, not counting its id', () => {
    const item = resultsItem(everyPolicy(usual));
    const ids = Object.keys(item.results).reduce((sum, id) => sum + id.length, 0);
    expect(itemBytes(item)).toBeLessThan(ids + POLICIES * 30);
  });

  it('of 1,000 policies fits 400 KB with any results, and keeps an example of each policy', () => {
    const worst = everyPolicy((number) => ({
      ...usual(1_000_000),
      unknown: 1_000_000,
      evaluated_at: `2026-11-21T02:00:00.${number % 10}Z`,
      not_whole: 1,
      unknowns: Array.from({ length: 10 }, (_, each) => ({ resource_uid: `arn:${'x'.repeat(80)}${each}`, reason: 'é'.repeat(20) })),
    }));
    const item = resultsItem(worst);
    expect(itemBytes(item)).toBeLessThan(MAX_ITEM_BYTES);
    for (const { unknowns } of Object.values(resultsOf({ ...item }).results)) expect(unknowns.length).toBeGreaterThan(0);
  });
});
