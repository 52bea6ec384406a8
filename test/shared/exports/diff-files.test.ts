import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDiff } from '../../../shared/exports/diff-files.ts';
import type { DiffSummary } from '../../../shared/exports/diff-summary.ts';
import { BadExport, NotWritten } from '../../../shared/exports/errors.ts';
import { openExport } from '../../../shared/exports/read-export.ts';
import type { ResourceRecord } from '../../../shared/exports/records.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { ACCOUNT, coverageRecord, REGION, resourceRecord, TYPE, writtenExport } from '../../support/export-records.ts';

const ROLE = 'AWS::IAM::Role';
const OTHER = parseAccountId('aws:000000000002');
const UNREAD = { Versioning: { error_code: 'AccessDenied' } };

let folder: string;
let made: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-diff-'));
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

type Given = Parameters<typeof writtenExport>[1];

const named = (resource_id: string, given: Partial<ResourceRecord> = {}): ResourceRecord => resourceRecord({ resource_id, ...given });

/** Writes a new export and returns its folder. */
async function exported(given: Given): Promise<string> {
  const path = join(folder, `export-${made++}`);
  await writtenExport(path, given);
  return path;
}

interface Written {
  readonly out: string;
  readonly summary: DiffSummary;
  readonly diff: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

async function compared(prev: Given, curr: Given): Promise<Written> {
  const [before, after] = [await exported(prev), await exported(curr)];
  const out = join(folder, `diff-${made++}`);
  mkdirSync(out);
  const summary = await writeDiff(await openExport(before), await openExport(after), out);
  return { out, summary, diff: JSON.parse(readFileSync(join(out, 'diff.json'), 'utf8')) as Written['diff'] };
}

/** Compared with `AFTER`, these resources differ in one way of each kind. */
const BEFORE: Given = {
  resources: [named('changed'), named('gone'), named('same'), named('unread'), named('role', { type: ROLE, account_id: OTHER })],
  coverage: [coverageRecord(), coverageRecord({ type: ROLE, account_id: OTHER, outcome: 'partial' })],
};
const AFTER: Given = {
  resources: [
    named('changed', { tags: {} }),
    named('come'),
    named('same'),
    named('unread', { config: {}, unread: UNREAD }),
    named('other-role', { type: ROLE, account_id: OTHER }),
  ],
  coverage: [coverageRecord(), coverageRecord({ type: ROLE, account_id: OTHER })],
  collected_at: '2026-11-22T12:00:00.000Z',
};

describe('writeDiff', () => {
  it('lists each difference under its kind', async () => {
    const { diff } = await compared(BEFORE, AFTER);

    const ids = (name: string): readonly unknown[] => diff[name]!.map(({ resource_id }) => resource_id);
    expect(['added', 'removed', 'changed', 'newly_seen', 'not_seen', 'unread_changed'].map(ids)).toEqual([
      ['come'],
      ['gone'],
      ['changed'],
      ['other-role'],
      ['role'],
      ['unread'],
    ]);
    expect(diff['added']).toEqual([
      {
        account_id: ACCOUNT,
        region: REGION,
        segment: REGION,
        type: TYPE,
        resource_id: 'come',
        resource_uid: `${ACCOUNT}|${TYPE}|${REGION}|come`,
        native_id: 'arn:aws:s3:::come',
        name: 'come',
      },
    ]);
    expect(diff['changed']).toMatchObject([{ patch: [{ op: 'remove', path: '/tags/owner' }], unread: [] }]);
    expect(diff['not_seen']).toMatchObject([{ slice: { prev: 'partial', curr: 'complete' } }]);
    expect(diff['unread_changed']).toMatchObject([{ unread: { prev: {}, curr: UNREAD } }]);
    expect(diff['not_compared']).toEqual([{ account_id: OTHER, segment: REGION, type: ROLE, prev: 'partial', curr: 'complete' }]);
  });

  it('sums up by type, account and region, and says what was compared', async () => {
    const { summary, diff } = await compared(BEFORE, AFTER);

    const buckets = { added: 1, removed: 1, changed: 1, newly_seen: 0, not_seen: 0, unread_changed: 1 };
    const roles = { added: 0, removed: 0, changed: 0, newly_seen: 1, not_seen: 1, unread_changed: 0 };
    const all = { ...buckets, newly_seen: 1, not_seen: 1 };
    expect(summary).toMatchObject({
      counts: { ...all, unchanged: 1 },
      by_type: { [TYPE]: buckets, [ROLE]: roles },
      by_account: { [ACCOUNT]: buckets, [OTHER]: roles },
      by_region: { [REGION]: all },
      slices: { compared: 1, not_compared: 1, outcomes: [{ prev: 'partial', curr: 'complete', slices: 1 }] },
      prev: { collected_at: '2026-11-21T12:00:00.000Z', resources: 5 },
      curr: { collected_at: '2026-11-22T12:00:00.000Z', resources: 5 },
      notes: [],
    });
    expect(summary.slices.first_not_compared).toEqual(diff['not_compared']);
    expect([diff['prev'], diff['curr']]).toEqual([summary.prev, summary.curr]);
  });

  it('writes canonical JSON, the same for the same exports, and nothing else', async () => {
    const [one, other] = [await compared(BEFORE, AFTER), await compared(BEFORE, AFTER)];

    expect(readdirSync(one.out).toSorted()).toEqual(['diff.json', 'diff_summary.json']);
    for (const file of readdirSync(one.out)) {
      const text = readFileSync(join(one.out, file), 'utf8');
      expect(text).toBe(`${canonicalJson(JSON.parse(text))}\n`);
      expect(readFileSync(join(other.out, file), 'utf8')).toBe(text);
    }
    expect(JSON.parse(readFileSync(join(one.out, 'diff_summary.json'), 'utf8'))).toEqual(one.summary);
  });

  it('finds nothing between an export and itself', async () => {
    const path = await exported(BEFORE);
    const out = join(folder, 'diff');
    mkdirSync(out);

    const { counts } = await writeDiff(await openExport(path), await openExport(path), out);

    expect(counts).toEqual({ added: 0, removed: 0, changed: 0, newly_seen: 0, not_seen: 0, unread_changed: 0, unchanged: 5 });
  });

  it('keeps lists apart that are longer than what is held in memory', async () => {
    const many = Array.from({ length: 3000 }, (_, number) => named(`bucket-${String(number).padStart(4, '0')}`));

    const { diff } = await compared({ resources: [named('a')] }, { resources: many });

    expect(diff['added']!.map(({ resource_id }) => resource_id)).toEqual(many.map(({ resource_id }) => resource_id));
    expect(diff['removed']).toHaveLength(1);
  });

  it('notes that the first is newer, and that the two have no slice in common', async () => {
    const only = (account_id: typeof ACCOUNT): Given => ({ coverage: [coverageRecord({ account_id })] });

    const { summary } = await compared({ ...only(ACCOUNT), collected_at: '2026-11-23T00:00:00.000Z' }, only(OTHER));

    expect(summary.notes).toEqual([
      expect.stringMatching(/^PREV .* is newer than CURR/),
      expect.stringMatching(/^No slice was seen whole by both/),
    ]);
  });

  it('lists no more than the first hundred slices in the summary, and all in the other file', async () => {
    const coverage = Array.from({ length: 120 }, (_, number) => coverageRecord({ type: `T${number}`, outcome: 'denied' }));

    const { summary, diff } = await compared({ coverage }, { coverage });

    expect([summary.slices.not_compared, summary.slices.first_not_compared.length, diff['not_compared']!.length]).toEqual([120, 100, 120]);
  });

  it('refuses an export without JSON Lines', async () => {
    await expect(compared({ formats: ['parquet'] }, {})).rejects.toThrow(/has no inventory\.jsonl; export again with the format jsonl/);
  });

  it.each(['inventory.jsonl', 'coverage.jsonl'])('refuses an export whose %s was changed, and keeps no temporary file', async (name) => {
    const [before, after] = [await exported(BEFORE), await exported(AFTER)];
    const opened = [await openExport(before), await openExport(after)] as const;
    appendFileSync(join(after, name), readFileSync(join(after, name), 'utf8').split('\n')[0]!);
    const out = join(folder, 'diff');
    mkdirSync(out);

    await expect(writeDiff(...opened, out)).rejects.toThrow(BadExport);
    expect(readdirSync(out)).toEqual([]);
  });

  it('overwrites nothing', async () => {
    const path = await exported(BEFORE);
    const out = join(folder, 'diff');
    mkdirSync(out);
    writeFileSync(join(out, 'diff.json'), 'mine');

    await expect(openExport(path).then(async (one) => writeDiff(one, one, out))).rejects.toThrow(NotWritten);
    expect(readFileSync(join(out, 'diff.json'), 'utf8')).toBe('mine');
  });
});
