import { describe, expect, it } from '@jest/globals';
import { NO_COUNTS, type SliceReport } from '../../../shared/inventory/model.ts';
import type { RunResult } from '../../../shared/inventory/resource-manager.ts';
import { summarizeAttempt } from '../../../shared/inventory/task-totals.ts';
import { addInventories } from '../../../shared/inventory/totals.ts';

const REGIONS = 36;
const TYPES = 700;
const MAX_ITEM = 400_000;

const resultOf = (reports: readonly SliceReport[], more: Partial<RunResult> = {}): RunResult => ({
  reports,
  untouched: [],
  interrupted: [],
  coverage: [],
  ...more,
});

const denied = (type: number, region: number): SliceReport => ({
  type: `AWS::Service${type}::SomeResourceType`,
  segment: `region-${region}`,
  outcome: 'denied',
  counts: NO_COUNTS,
  error: {
    class: 'denied',
    error_code: 'AccessDenied',
    message: `The role may not list this type in region-${region}. ${'x'.repeat(500)}`,
    permission: `service${type}:DescribeSomeResourceTypes`,
  },
  missing_permissions: [`service${type}:DescribeSomeResourceTypes`],
});

const everySlice = Array.from({ length: TYPES * REGIONS }, (_, index) => denied(index % TYPES, Math.floor(index / TYPES)));

describe("a task's totals", () => {
  it('take a small part of a row if each of 700 types is denied in each of 36 regions, and count every slice', () => {
    const { totals, status } = summarizeAttempt(undefined, resultOf(everySlice), false);

    expect(status).toBe('failed');
    expect(totals.slices).toEqual({ denied: TYPES * REGIONS });
    expect(JSON.stringify(totals).length).toBeLessThan(MAX_ITEM / 10);
    expect(totals).toMatchObject({ more_missing_permissions: true });
    expect(totals.missing_permissions).toHaveLength(100);
  });

  it('fit a row if resources of 700 types were read', () => {
    const read = everySlice.map(({ type, segment }): SliceReport => {
      return { type, segment, outcome: 'complete', counts: { ...NO_COUNTS, resources: 1_000_000 }, missing_permissions: [] };
    });

    const { totals } = summarizeAttempt(undefined, resultOf(read), false);

    expect(Object.keys(totals.resources_by_type)).toHaveLength(TYPES);
    expect(JSON.stringify(totals).length).toBeLessThan(MAX_ITEM / 10);
  });

  it('name an equal cause once for all of its slices, over attempts and accounts', () => {
    const first = summarizeAttempt(undefined, resultOf([denied(1, 1), denied(2, 1)]), false).totals;
    const second = summarizeAttempt(first, resultOf([denied(1, 2), denied(1, 3), denied(1, 4)]), false).totals;
    const job = addInventories(second, second);

    expect(second.incomplete_slices.map(({ slices, error }) => [slices, error?.permission])).toEqual([
      [4, 'service1:DescribeSomeResourceTypes'],
      [1, 'service2:DescribeSomeResourceTypes'],
    ]);
    expect(second.incomplete_slices[0]?.examples.map(({ segment }) => segment)).toEqual(['region-1', 'region-2', 'region-3']);
    expect(job.incomplete_slices.map(({ slices }) => slices)).toEqual([8, 2]);
  });
});
