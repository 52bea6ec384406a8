import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DiffEvent, differences, type Inventory } from '../../../shared/exports/diff.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import { compareRecords } from '../../../shared/exports/order.ts';
import type { CoverageRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { WHOLE_ACCOUNT } from '../../../shared/inventory/whole-slices.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { SLICE_OUTCOMES, type SliceOutcome } from '../../../shared/inventory/model.ts';
import { collect, coverageRecord, resourceRecord } from '../../support/export-records.ts';

type Entry = Buffer | ResourceRecord;

function inventory(resources: readonly Entry[], coverage: readonly CoverageRecord[] = [coverageRecord()], together = 3): Inventory {
  async function* batches(): AsyncGenerator<readonly Entry[]> {
    yield [];
    for (let start = 0; start < resources.length; start += together) yield resources.slice(start, start + together);
  }
  return { name: 'inventory.jsonl', resources: batches(), coverage };
}

const lineOf = (record: ResourceRecord): Buffer => Buffer.from(canonicalJson(record));

async function events(prev: Inventory, curr: Inventory): Promise<readonly DiffEvent[]> {
  return await collect(differences(prev, curr));
}

/** Each event as a text: `added b`, `slice AWS::S3::Bucket`, `same 2`. */
const told = (all: readonly DiffEvent[]): readonly string[] =>
  all.map((event) => {
    if (event.kind === 'same') return `same ${event.resources}`;
    return `${event.kind} ${event.kind === 'slice' ? event.slice.type : event.resource.resource_id}`;
  });

const named = (resource_id: string, given: Partial<ResourceRecord> = {}): ResourceRecord => resourceRecord({ resource_id, ...given });

describe('differences', () => {
  it('tells in order what was added, removed and changed in slices that both saw whole', async () => {
    const prev = inventory([named('b'), named('c'), named('d')]);
    const curr = inventory([named('a'), named('b'), named('d', { tags: null, config: { Versioning: null } }), named('e')]);

    expect(told(await events(prev, curr))).toEqual(['added a', 'removed c', 'changed d', 'added e', 'same 1']);
  });

  it('goes by the content hash alone', async () => {
    const prev = inventory([named('a'), named('b', { content_hash: 'one' })]);
    const curr = inventory([named('a', { first_seen_at: '2026-11-20T00:00:00Z' }), named('b', { content_hash: 'other' })]);

    expect(told(await events(prev, curr))).toEqual(['changed b', 'same 1']);
  });

  it('does not parse lines that are equal', async () => {
    const line = Buffer.from('no JSON');

    expect(told(await events(inventory([line]), inventory([line])))).toEqual(['same 1']);
  });

  it.each(['no JSON', '[]', '{"account_id":1}', canonicalJson({ ...resourceRecord(), config: null })])(
    'refuses a line that is no resource, and does not quote it: %s',
    async (line) => {
      const compared = events(inventory([Buffer.from(line)]), inventory([lineOf(resourceRecord())]));

      await expect(compared).rejects.toThrow(BadExport);
      await expect(compared).rejects.toThrow(/^inventory\.jsonl is corrupt: it has a line that is no resource;/);
    },
  );

  const outcomes: readonly (SliceOutcome | null)[] = [...SLICE_OUTCOMES, null];
  it.each(outcomes.flatMap((prev) => outcomes.map((curr) => [prev, curr] as const)))(
    'believes a missing resource only where both slices were listed to their end, and a new one where the first was: %s, %s',
    async (before, after) => {
      const prev = inventory([named('gone')], [coverageRecord({ outcome: before })]);
      const curr = inventory([named('new')], [coverageRecord({ outcome: after })]);

      const all = told(await events(prev, curr));

      const bothWhole = before === 'complete' && after === 'complete';
      const nothingThere = before === 'unsupported' && after === 'unsupported';
      expect(all.slice(0, 2)).toEqual([
        bothWhole ? 'removed gone' : 'not_seen gone',
        before === 'complete' ? 'added new' : 'newly_seen new',
      ]);
      expect(all.slice(2, -1)).toEqual(bothWhole || nothingThere ? [] : ['slice AWS::S3::Bucket']);
    },
  );

  it('takes a slice that an export does not list as not seen', async () => {
    const all = told(await events(inventory([named('gone')], [coverageRecord()]), inventory([named('new')], [])));

    expect(all).toEqual(['not_seen gone', 'added new', 'slice AWS::S3::Bucket', 'same 0']);
  });

  it('tells of a change whatever became of the rest of the slice', async () => {
    const partial = [coverageRecord({ outcome: 'partial' })];
    const all = told(await events(inventory([named('a')], partial), inventory([named('a', { tags: {} })], partial)));

    expect(all).toContain('changed a');
  });

  it('tells of every slice that was not compared once, with both outcomes, and counts the others', async () => {
    const slice = (type: string, outcome: SliceOutcome | null): CoverageRecord => coverageRecord({ type, outcome });
    const prev = inventory([], [slice('A', 'complete'), slice('B', 'denied'), slice('D', null)]);
    const curr = inventory([], [slice('A', 'unsupported'), slice('B', 'complete'), slice('C', 'complete'), slice('D', null)]);

    const all = await events(prev, curr);

    expect(all.filter((event) => event.kind === 'slice').map(({ slice: { type, prev: was, curr: is } }) => [type, was, is])).toEqual([
      ['A', 'complete', 'unsupported'],
      ['B', 'denied', 'complete'],
      ['C', null, 'complete'],
      ['D', null, null],
    ]);
    expect(all.at(-1)).toEqual({ kind: 'same', resources: 0, slices: 0 });
  });

  it('takes what could not be read of a whole account for each of its slices', async () => {
    const failed = coverageRecord({ segment: WHOLE_ACCOUNT, type: WHOLE_ACCOUNT, outcome: 'failed' });
    const all = await events(inventory([named('gone')], [coverageRecord()]), inventory([], [failed]));

    expect(told(all)).toEqual(['slice *', 'not_seen gone', 'slice AWS::S3::Bucket', 'same 0']);
    expect(all.flatMap((event) => (event.kind === 'slice' ? [[event.slice.prev, event.slice.curr]] : []))).toEqual([
      [null, 'failed'],
      ['complete', 'failed'],
    ]);
  });

  it('calls it unread, not changed, where nothing but what could be read differs', async () => {
    const unread = { Versioning: { error_code: 'AccessDenied', permission: 's3:GetBucketVersioning' } };
    const all = await events(inventory([named('a')]), inventory([named('a', { config: {}, unread })]));

    expect(told(all)).toEqual(['unread_changed a', 'same 0']);
  });

  it('stops reading both sides if nobody wants more', async () => {
    const closed: string[] = [];
    async function* endless(name: string): AsyncGenerator<readonly ResourceRecord[]> {
      try {
        for (let number = 0; ; number++) yield [named(`${name}${number}`)];
      } finally {
        closed.push(name);
      }
    }
    const side = (name: string): Inventory => ({ name, resources: endless(name), coverage: [coverageRecord()] });

    for await (const event of differences(side('a'), side('b'))) if (event.kind === 'removed') break;

    expect(closed.toSorted()).toEqual(['a', 'b']);
  });

  it('agrees with looking each resource up, whatever the batches, as lines or records', async () => {
    const ids = fc.constantFrom('a', 'b', 'B', 'é', '～', '😀', 'ba');
    const resource = fc
      .record({ resource_id: ids, segment: fc.constantFrom('eu-west-1', 'global'), name: fc.constantFrom('x', 'y') })
      .map(resourceRecord);
    const resources = fc
      .uniqueArray(resource, { selector: ({ resource_uid }) => resource_uid, maxLength: 12 })
      .map((all) => all.toSorted(compareRecords('resources')));
    const both = [coverageRecord(), coverageRecord({ segment: 'global' })];

    await fc.assert(
      fc.asyncProperty(
        resources,
        resources,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        async (prev, curr, a, b, together) => {
          const side = (records: readonly ResourceRecord[], asLines: boolean): Inventory =>
            inventory(asLines ? records.map(lineOf) : records, both, together);
          const all = await events(side(prev, a), side(curr, b));

          const before = new Map(prev.map((record) => [record.resource_uid, record]));
          const after = new Map(curr.map((record) => [record.resource_uid, record]));
          const kindOf = (uid: ResourceRecord['resource_uid']): string => {
            if (!before.has(uid)) return 'added';
            if (!after.has(uid)) return 'removed';
            return before.get(uid)!.content_hash === after.get(uid)!.content_hash ? 'same' : 'changed';
          };
          const everything = [...new Map([...before, ...after]).values()].toSorted(compareRecords('resources'));
          const expected = everything.map(({ resource_uid }) => [kindOf(resource_uid), resource_uid]);
          expect(all.flatMap((event) => ('resource' in event ? [[event.kind, event.resource.resource_uid]] : []))).toEqual(
            expected.filter(([kind]) => kind !== 'same'),
          );
          expect(all.at(-1)).toEqual({ kind: 'same', resources: expected.filter(([kind]) => kind === 'same').length, slices: 2 });
        },
      ),
    );
  });
});
