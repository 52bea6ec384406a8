import { describe, expect, it } from '@jest/globals';
import { differences, type Inventory } from '../../../shared/exports/diff.ts';
import { changesOf } from '../../../shared/exports/diff-changes.ts';
import { compareRecords } from '../../../shared/exports/order.ts';
import type { ResourceRecord } from '../../../shared/exports/records.ts';
import { stateOf } from '../../../shared/inventory/changes.ts';
import { applyChange } from '../../support/apply-change.ts';
import { collect, coverageRecord, resourceRecord, TYPE } from '../../support/export-records.ts';

const PARTIAL = 'AWS::IAM::Role';

function inventory(...records: readonly ResourceRecord[]): Inventory {
  async function* resources(): AsyncGenerator<readonly ResourceRecord[]> {
    yield records.toSorted(compareRecords('resources'));
  }
  return {
    name: 'inventory.jsonl',
    resources: resources(),
    coverage: [coverageRecord({ type: PARTIAL, outcome: 'partial' }), coverageRecord()],
  };
}

const bucket = (resource_id: string, given: Partial<ResourceRecord> = {}): ResourceRecord => resourceRecord({ resource_id, ...given });

describe('changesOf', () => {
  it('makes a change of what was added, changed and removed, in order, and of nothing that may just not have been seen', async () => {
    const unread = { Versioning: { error_code: 'AccessDenied' } };
    const prev = [bucket('changed'), bucket('gone'), bucket('unread'), bucket('same'), bucket('r', { type: PARTIAL })];
    const curr = [
      bucket('changed', { tags: {} }),
      bucket('come'),
      bucket('unread', { config: {}, unread }),
      bucket('same'),
      bucket('s', { type: PARTIAL }),
    ];

    const changes = await collect(changesOf(differences(inventory(...prev), inventory(...curr))));

    expect(changes.map(({ op, resource_id }) => `${op} ${resource_id}`)).toEqual(['update changed', 'add come', 'delete gone']);
    expect(changes[2]).toEqual({
      account_id: 'aws:000000000001',
      region: 'eu-west-1',
      segment: 'eu-west-1',
      type: TYPE,
      resource_id: 'gone',
      resource_uid: 'aws:000000000001|AWS::S3::Bucket|eu-west-1|gone',
      version: null,
      op: 'delete',
      observed_at: null,
      job_id: null,
      patch: [],
    });
  });

  it('gives patches that lead from the one state to the other', async () => {
    const before = bucket('changed');
    const after = bucket('changed', { tags: { owner: 'bob' } });
    const added = bucket('come');

    const [update, add] = await collect(changesOf(differences(inventory(before), inventory(after, added))));

    expect(applyChange(stateOf(before), update!)).toEqual(stateOf(after));
    expect(applyChange(null, add!)).toEqual(stateOf(added));
  });
});
