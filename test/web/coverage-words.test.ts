import { describe, expect, it } from '@jest/globals';
import { COVERAGE_OUTCOMES } from '../../shared/inventory/model.ts';
import { CELL_OUTCOMES } from '../../shared/inventory/service-coverage.ts';
import { isMissed } from '../../shared/inventory/whole-slices.ts';
import { serviceColumns } from '../../web/src/pages/coverage/matrix-columns.ts';
import { missingByProvider } from '../../web/src/pages/coverage/missing.ts';
import { gapsOf, isGap, OUTCOME_NAMES, worstOf } from '../../web/src/pages/coverage/outcome-words.ts';

describe('outcomes', () => {
  it('all have words', () => {
    expect([...OUTCOME_NAMES].toSorted()).toEqual([...new Set([...CELL_OUTCOMES, ...COVERAGE_OUTCOMES])].toSorted());
  });

  it.each(COVERAGE_OUTCOMES)('%s is a gap if the core says that such a slice was missed', (outcome) => {
    expect(isGap(outcome)).toBe(isMissed(outcome));
  });

  it.each([
    [{ complete: 9, denied: 1 }, 'denied', [1, 10]],
    [{ complete: 9, unsupported: 3 }, 'complete', [0, 9]],
    [{ unsupported: 3 }, 'unsupported', [0, 0]],
    [{ partial: 1, failed: 2, being_read: 1 }, 'failed', [4, 4]],
    [{}, undefined, [0, 0]],
  ] as const)('of %j the worst is %s, with gaps %j', (slices, worst, gaps) => {
    expect(worstOf(slices)).toBe(worst);
    expect(gapsOf(slices)).toEqual(gaps);
  });
});

describe('the columns of the matrix', () => {
  it('are the services with gaps in the most accounts, then those seen whole', () => {
    const rows = [
      {
        services: [
          { service: 'a', slices: { denied: 1 } },
          { service: 'b', slices: { partial: 1 } },
          { service: 'c', slices: { complete: 1 } },
        ],
      },
      {
        services: [
          { service: 'a', slices: { complete: 1 } },
          { service: 'b', slices: { failed: 1 } },
          { service: 'd', slices: { skipped: 1 } },
        ],
      },
    ];

    expect(serviceColumns(rows)).toEqual({ withGaps: ['b', 'a'], whole: ['c', 'd'] });
  });
});

describe('missing permissions', () => {
  it('are gathered by provider', () => {
    const lacking = (account_id: string, permission?: string) => ({ account_id, error: { permission } });

    expect(
      missingByProvider([
        lacking('aws:2', 's3:B'),
        lacking('aws:1', 's3:A'),
        lacking('aws:1', 's3:B'),
        lacking('azure:x', 'A/read'),
        lacking('aws:3'),
      ]),
    ).toEqual([
      { provider: 'aws', accounts: ['aws:1', 'aws:2'], permissions: ['s3:A', 's3:B'] },
      { provider: 'azure', accounts: ['azure:x'], permissions: ['A/read'] },
    ]);
  });
});
