/** The states of a resource, made of the patches of its changes. */
import { describe, expect, it } from '@jest/globals';
import { type Change, changeAt, stateAfter } from '../../web/src/pages/resource/history.ts';
import { resourceRow } from '../support/api-fixture.ts';
import { changeRowOf } from '../../shared/inventory/changes.ts';

const first = changeRowOf(resourceRow({}));
const change = (version: number, day: string, changes: Partial<Change>): Change => ({
  ...first,
  version,
  observed_at: `2026-11-${day}T10:00:00.000Z`,
  ...changes,
});

const CHANGES: readonly Change[] = [
  change(1, '01', { op: 'add', patch: [{ op: 'add', path: '', value: { config: { A: 1 } } }] }),
  change(2, '05', { op: 'update', patch: [{ op: 'replace', path: '/config/A', value: 2 }] }),
  change(3, '09', { op: 'delete', patch: [] }),
  change(4, '11', { op: 'restore', patch: [{ op: 'add', path: '/config/B', value: null }] }),
];

describe('the state after a change', () => {
  it('has every patch up to it; a delete leaves the last state', () => {
    expect([0, 1, 2, 3, 4].map((version) => stateAfter(CHANGES, version))).toEqual([
      undefined,
      { config: { A: 1 } },
      { config: { A: 2 } },
      { config: { A: 2 } },
      { config: { A: 2, B: null } },
    ]);
  });

  it('is not known if the patches do not fit, because earlier ones are missing', () => {
    expect(stateAfter(CHANGES.slice(1), 2)).toBeUndefined();
  });
});

describe('the change at a time', () => {
  it('is the newest that was seen by then', () => {
    const versions = ['2026-10-31T00:00:00Z', '2026-11-05T10:00:00Z', '2026-11-10T00:00:00Z', '2027-01-01T00:00:00Z'].map(
      (at) => changeAt(CHANGES, at)?.version,
    );

    expect(versions).toEqual([undefined, 2, 3, 4]);
  });
});
