import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConditionFailed } from '../../../shared/errors.ts';
import { type JobId, parseAccountId } from '../../../shared/ids.ts';
import { coverageItem, coverageOf } from '../../../shared/inventory/coverage.ts';
import { type CoverageRow, SLICE_OUTCOMES, type SliceCoverage } from '../../../shared/inventory/model.ts';
import { Repository } from '../../../shared/inventory/repository.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/storage/item-size.ts';
import { silentResourceEvents } from '../../support/silent-events.ts';

const ACCOUNT = parseAccountId('aws:111111111111');
const REGION = 'eu-west-1';
const TYPES = 700;
const time = (minute: number): string => new Date(Date.UTC(2026, 10, 21, 2, minute)).toISOString();
const typeName = (number: number): string => `AWS::ElasticLoadBalancingV2::TargetGroupTuple${number}`;

const row = (slices: CoverageRow['slices'], observed_at = time(0)): CoverageRow => ({
  account_id: ACCOUNT,
  segment: REGION,
  observed_at,
  slices,
});
const everyType = (sliceOf: (number: number) => SliceCoverage): CoverageRow =>
  row(Object.fromEntries(Array.from({ length: TYPES }, (_, number) => [typeName(number), sliceOf(number)])));

describe('the stored form of a coverage row', () => {
  it('gives the same row when it is read', () => {
    const error = fc.record(
      { class: fc.constantFrom('denied', 'transient'), error_code: fc.string(), message: fc.string(), permission: fc.string() },
      { requiredKeys: ['class', 'error_code', 'message'] },
    );
    const at = fc.integer({ min: 0, max: 5 }).map(time);
    const slice = fc.record(
      {
        outcome: fc.constantFrom(...SLICE_OUTCOMES),
        at,
        error,
        count: fc.nat(),
        complete_at: at,
        populated: fc.boolean(),
        held: fc.array(fc.string(), { minLength: 1 }),
        empty_nights: fc.integer({ min: 1, max: 3 }),
      },
      { requiredKeys: ['populated'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.integer({ max: 40 }).map(typeName), slice, { noNullPrototype: true }), (slices) => {
        const whole = row(slices);
        expect(coverageOf({ ...coverageItem(whole) })).toEqual(whole);
      }),
    );
  });

  it('takes less than 50 bytes per type beside its name if all of 700 types are complete', () => {
    const whole = everyType((number) => ({ outcome: 'complete', at: time(0), complete_at: time(0), count: number, populated: number > 0 }));
    expect(itemBytes(coverageItem(whole))).toBeLessThan(TYPES * (typeName(0).length + 20));
  });

  it('stores an error that many types share once', () => {
    const error = { class: 'denied', error_code: 'AccessDenied', message: 'x'.repeat(1000) } as const;
    const denied = everyType(() => ({ outcome: 'denied', at: time(0), error: { ...error }, populated: false }));
    expect(coverageItem(denied).errors).toEqual([error]);
  });

  it('fits 400 KB for 700 types whatever their outcomes are, and still names every type, error and outcome', () => {
    const worst = everyType((number) => ({
      outcome: number % 2 ? 'suspect' : 'denied',
      at: time(number),
      complete_at: time(number + 1),
      count: 1_000_000_000,
      populated: true,
      error: {
        class: 'denied',
        error_code: `AccessDeniedException${number}`,
        message: `${number} é${'€'.repeat(1000)}`,
        permission: 'p'.repeat(60),
      },
      held: Array.from({ length: 300 }, (_, id) => `arn:aws:service:eu-west-1:111111111111:thing/${number}-${id}`),
    }));
    const item = coverageItem(worst);
    const read = coverageOf({ ...item });
    expect(itemBytes(item)).toBeLessThan(MAX_ITEM_BYTES);
    expect(Object.keys(read.slices)).toHaveLength(TYPES);
    for (const [type, slice] of Object.entries(read.slices)) {
      expect(slice).toMatchObject({ outcome: worst.slices[type]!.outcome, error: { message: expect.stringMatching(/^\d+ é€+…$/) } });
      expect(slice.held!.length).toBeGreaterThan(0);
      expect(worst.slices[type]!.held).toEqual(expect.arrayContaining([...slice.held!]));
    }
  });
});

describe('writing a coverage row', () => {
  const repository = (store: MemoryStore, observed_at: string): Repository =>
    new Repository(
      store,
      { account_id: ACCOUNT, job_id: 'job' as JobId, observed_at, was_removed: false, isNewest: async () => true },
      silentResourceEvents(store),
    );
  const populated = { populated: true } as const;
  const stored = async (store: MemoryStore): Promise<CoverageRow> =>
    coverageOf((await store.get('coverage', { account_id: ACCOUNT, segment: REGION }))!);

  it('keeps what another run has written about other types since the row was read', async () => {
    const store = new MemoryStore();
    const [older, newer] = [repository(store, time(1)), repository(store, time(2))];
    const known = (await newer.coverage()).get(REGION);
    await older.saveCoverage(REGION, { A: populated, B: populated }, undefined);
    const { row: after, wasAsKnown } = await newer.saveCoverage(REGION, { B: { populated: false } }, known);
    expect(wasAsKnown).toBe(false);
    expect(after).toEqual(await stored(store));
    expect(after).toMatchObject({ observed_at: time(2), slices: { A: populated, B: { populated: false } } });
  });

  it('is refused to a run that lost its lease once a newer run has written the row, whatever the older run had read', async () => {
    const store = new MemoryStore();
    const [older, newer] = [repository(store, time(1)), repository(store, time(2))];
    const { row: first } = await older.saveCoverage(REGION, { A: populated }, undefined);
    const { row: second } = await newer.saveCoverage(REGION, { A: { populated: false } }, first);
    for (const known of [undefined, first, second])
      await expect(older.saveCoverage(REGION, { A: populated, B: populated }, known)).rejects.toThrow(ConditionFailed);
    expect(await stored(store)).toEqual(second);
  });

  it('lets a run replace its own row', async () => {
    const store = new MemoryStore();
    const run = repository(store, time(1));
    const { row: first, wasAsKnown } = await run.saveCoverage(REGION, { A: populated }, undefined);
    expect(wasAsKnown).toBe(true);
    expect(await run.saveCoverage(REGION, { B: populated }, first)).toMatchObject({
      row: { slices: { A: populated, B: populated } },
      wasAsKnown: true,
    });
  });
});
