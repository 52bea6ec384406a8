import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findingId } from '../../../shared/scan/finding-id.ts';
import { type FindingIdentity, type Observation, reconcile, rowAfter, type Suppressing } from '../../../shared/scan/finding-reconciler.ts';
import { type FindingRow, MAX_TRANSITIONS } from '../../../shared/scan/model.ts';
import { type JobId, parseAccountId, resourceUid } from '../../../shared/ids.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const ACCOUNT = parseAccountId('aws:111111111111');
const UID = resourceUid(ACCOUNT, 'AWS::S3::Bucket', 'eu-west-1', 'logs');
const IDENTITY: FindingIdentity = {
  account_id: ACCOUNT,
  finding_id: findingId('s3.some-rule', UID),
  policy_id: 's3.some-rule',
  resource_uid: UID,
  resource_id: 'logs',
  type: 'AWS::S3::Bucket',
  region: 'eu-west-1',
};

const ACCEPTED: Suppressing = { suppression_id: 'sup-1', reason: 'accepted', author: 'ann' };

type Judged = Extract<Observation, { readonly kind: 'judged' }>;
const judged = (verdict: Judged['verdict']['verdict'], more: Partial<Judged> = {}): Judged => ({
  kind: 'judged',
  verdict: verdict === 'unknown' ? { verdict, reason: 'needs s3:GetBucketPolicy' } : { verdict },
  title: 'Buckets are as they should be',
  severity: 'high',
  resource_name: 'logs',
  suppression: undefined,
  ...more,
});
const suppressed = judged('fail', { suppression: ACCEPTED });

/** The row that is stored after all these observations, each a second later than the one before. */
function after(seen: readonly Observation[], now = NOW): FindingRow | undefined {
  return seen.reduce<FindingRow | undefined>((row, observation, index) => {
    const next = reconcile(row, observation, now);
    const at = new Date(NOW + index * 1000).toISOString();
    return next ? rowAfter(row, IDENTITY, next, { at, job_id: `scan-${index}` as JobId }, at) : row;
  }, undefined);
}

const failing = (evidence?: string): Judged =>
  judged('fail', { verdict: { verdict: 'fail', ...(evidence !== undefined && { evidence }) } });

const story = (row: FindingRow | undefined) => row?.history.map(({ status, reason }) => `${status} ${reason}`);

describe('a finding', () => {
  it('opens when a resource fails', () => {
    expect(after([judged('fail')])).toMatchObject({
      status: 'open',
      verdict: 'fail',
      severity: 'high',
      version: 1,
      first_seen_at: '2026-11-21T00:00:00.000Z',
      opened_at: '2026-11-21T00:00:00.000Z',
      list_shard: expect.stringMatching(/^(0\d|1[0-5])$/),
      list_order: expect.stringMatching(/^open#1#2026-11-21T00:00:00\.000Z#[\w-]{16}$/),
      history: [{ at: '2026-11-21T00:00:00.000Z', status: 'open', reason: 'failed', job_id: 'scan-0' }],
    });
  });

  it.each(['pass', 'unknown', 'not_applicable'] as const)('is not created by the verdict %s', (verdict) => {
    expect(reconcile(undefined, judged(verdict), NOW)).toBeUndefined();
  });

  it.each([
    ['pass', 'fixed'],
    ['not_applicable', 'not_applicable'],
  ] as const)('is resolved by %s', (verdict, reason) => {
    const row = after([judged('fail'), judged(verdict)]);
    expect(row).toMatchObject({ status: 'resolved', verdict, resolved_at: '2026-11-21T00:00:01.000Z' });
    expect(story(row)).toEqual(['open failed', `resolved ${reason}`]);
    expect(row?.list_order).toMatch(/^resolved#/);
  });

  it('reopens as the same finding, with its history', () => {
    const row = after([judged('fail'), judged('pass'), judged('fail')]);
    expect(row).toMatchObject({
      status: 'open',
      first_seen_at: '2026-11-21T00:00:00.000Z',
      opened_at: '2026-11-21T00:00:02.000Z',
      version: 3,
    });
    expect(row).not.toHaveProperty('resolved_at');
    expect(story(row)).toEqual(['open failed', 'resolved fixed', 'open failed_again']);
  });

  it('keeps its status at an unknown verdict, and shows why it is unknown', () => {
    const row = after([judged('fail'), judged('unknown')]);
    expect(row).toMatchObject({ status: 'open', verdict: 'unknown', reason: 'needs s3:GetBucketPolicy', version: 2 });
    expect(after([judged('fail'), judged('pass'), judged('unknown')])).toMatchObject({ status: 'resolved', verdict: 'unknown' });
    expect(after([judged('fail'), judged('unknown'), judged('fail')])).not.toHaveProperty('reason');
    expect(story(after([judged('fail'), judged('unknown'), judged('fail')]))).toEqual(['open failed']);
  });

  it('takes a new title, severity and name without a transition', () => {
    const row = after([judged('fail'), judged('fail', { title: 'New', severity: 'low', resource_name: null })]);
    expect(row).toMatchObject({ title: 'New', severity: 'low', resource_name: null, version: 2, opened_at: '2026-11-21T00:00:00.000Z' });
    expect(story(row)).toEqual(['open failed']);
  });

  it('is suppressed from the start if a suppression covers it', () => {
    const row = after([suppressed]);
    expect(row).toMatchObject({ status: 'suppressed', suppression: ACCEPTED });
    expect(row?.list_order).toMatch(/^suppressed#/);
    expect(story(row)).toEqual(['open failed', 'suppressed suppressed']);
    expect(row?.history[1]).toMatchObject({ author: 'ann', job_id: 'scan-0' });
  });

  it('opens again when its suppression is removed or has ended', () => {
    const until = '2026-11-20T00:00:00.000Z';
    const gone = after([suppressed, judged('fail')]);
    const ended = after([judged('fail', { suppression: { ...ACCEPTED, until } }), judged('fail')]);
    expect(story(gone)?.at(-1)).toBe('open unsuppressed');
    expect(story(ended)?.at(-1)).toBe('open suppression_expired');
    expect(gone).not.toHaveProperty('suppression');
    expect(gone?.opened_at).toBe('2026-11-21T00:00:00.000Z');
  });

  it('shows the new suppression when another one covers it', () => {
    const row = after([suppressed, judged('fail', { suppression: { ...ACCEPTED, suppression_id: 'sup-2' } })]);
    expect(row?.suppression).toEqual({ ...ACCEPTED, suppression_id: 'sup-2' });
    expect(story(row)).toEqual(['open failed', 'suppressed suppressed']);
  });

  it.each([
    ['at once', { kind: 'suppression', suppression: { ...ACCEPTED, author: 'bob' } }],
    ['by the scan that sees it first', judged('fail', { suppression: { ...ACCEPTED, author: 'bob' } })],
  ] as const)('tells %s who suppressed it anew', (_name, seen) => {
    const row = after([suppressed, seen, seen]);
    expect(row?.history.map(({ author }) => author)).toEqual([undefined, 'ann', 'bob']);
    expect(row?.version).toBe(2);
  });

  it('is resolved when it passes, suppressed or not', () => {
    const row = after([suppressed, judged('pass', { suppression: ACCEPTED })]);
    expect(row?.status).toBe('resolved');
    expect(row).not.toHaveProperty('suppression');
  });

  it('is suppressed and unsuppressed by people without a new verdict', () => {
    const row = after([judged('unknown'), judged('fail'), judged('unknown'), { kind: 'suppression', suppression: ACCEPTED }]);
    expect(row).toMatchObject({ status: 'suppressed', verdict: 'unknown', reason: 'needs s3:GetBucketPolicy' });
    expect(story(after([suppressed, { kind: 'suppression', suppression: undefined }]))?.at(-1)).toBe('open unsuppressed');
    expect(after([judged('fail'), judged('pass'), { kind: 'suppression', suppression: ACCEPTED }])?.status).toBe('resolved');
  });

  it.each(['resource_deleted', 'policy_removed'] as const)('is resolved as %s', (reason) => {
    const row = after([suppressed, { kind: 'gone', reason }]);
    expect(row).toMatchObject({ status: 'resolved', verdict: 'fail' });
    expect(story(row)?.at(-1)).toBe(`resolved ${reason}`);
  });

  it('keeps its newest transitions', () => {
    const flapping = Array.from({ length: MAX_TRANSITIONS + 5 }, (_, index) => judged(index % 2 === 0 ? 'fail' : 'pass'));
    const row = after(flapping);
    expect(row?.history).toHaveLength(MAX_TRANSITIONS);
    expect(row?.history.at(-1)?.job_id).toBe(`scan-${MAX_TRANSITIONS + 4}`);
    expect(row?.version).toBe(MAX_TRANSITIONS + 5);
  });
});

const suppression = fc.option(
  fc.record({ suppression_id: fc.constantFrom('a', 'b'), reason: fc.constantFrom('x', 'y'), author: fc.constant('ann') }),
  { nil: undefined },
);
const observation: fc.Arbitrary<Observation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ verdict: fc.constantFrom('pass', 'fail', 'unknown', 'not_applicable'), suppression, title: fc.constantFrom('t', 'u') })
      .map(({ verdict, ...more }) => judged(verdict, more)),
  },
  { weight: 1, arbitrary: suppression.map((each) => ({ kind: 'suppression', suppression: each }) as const) },
  { weight: 1, arbitrary: fc.constantFrom('resource_deleted', 'policy_removed').map((reason) => ({ kind: 'gone', reason }) as const) },
);
const observations = fc.array(observation, { minLength: 1, maxLength: 12 });

describe('any sequence of observations of a finding', () => {
  it('gives the same row if an observation is repeated', () => {
    fc.assert(fc.property(observations, (seen) => expect(reconcile(after(seen), seen.at(-1)!, NOW)).toBeUndefined()));
  });

  it('leaves it suppressed if, and only if, it is unresolved and a live suppression covers it', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const row = after(seen);
        const last = seen.at(-1)!;
        if (!row || last.kind === 'gone') return;
        expect(row.status === 'suppressed').toBe(row.status !== 'resolved' && last.suppression !== undefined);
      }),
    );
  });

  it('resolves it only by a verdict other than fail and unknown, or by evidence', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const before = after(seen.slice(0, -1));
        const last = seen.at(-1)!;
        const resolves = last.kind === 'gone' || (last.kind === 'judged' && ['pass', 'not_applicable'].includes(last.verdict.verdict));
        if (before && before.status !== 'resolved') expect(after(seen)?.status === 'resolved').toBe(resolves);
      }),
    );
  });

  it('leaves a row whose fields agree with each other', () => {
    fc.assert(
      fc.property(observations, (seen) => {
        const row = after(seen);
        if (!row) return;
        expect(row.history.at(-1)?.status).toBe(row.status);
        expect(row.list_order.startsWith(`${row.status}#`)).toBe(true);
        expect('resolved_at' in row).toBe(row.status === 'resolved');
        expect('suppression' in row).toBe(row.status === 'suppressed');
        expect('reason' in row).toBe(row.verdict === 'unknown');
        // Only a finding that is suppressed again keeps its status.
        const stays = row.history.filter(({ status }, index) => status === row.history[index - 1]?.status);
        expect(stays.every(({ reason }) => reason === 'suppressed')).toBe(true);
      }),
    );
  });
});

describe('the evidence of a finding', () => {
  it('is that of the newest failure, and its history keeps what opened it', () => {
    const row = after([failing('["a"]'), failing('["a","b"]')]);
    expect(row).toMatchObject({ evidence: '["a","b"]', version: 2, history: [{ reason: 'failed', evidence: '["a"]' }] });
    expect(row?.history).toHaveLength(1);
  });

  it('is no reason to write a finding if it is the same', () => {
    const row = after([failing('["a"]')]);
    expect(reconcile(row, failing('["a"]'), NOW)).toBeUndefined();
    expect(reconcile(row, failing('["b"]'), NOW)).toMatchObject({ steps: [], after: { status: 'open', evidence: '["b"]' } });
    expect(reconcile(row, failing(), NOW)?.after).not.toHaveProperty('evidence');
  });

  it('stays while the verdict is unknown, and while a person suppresses the finding', () => {
    expect(after([failing('["a"]'), judged('unknown')])).toMatchObject({ verdict: 'unknown', evidence: '["a"]' });
    expect(after([failing('["a"]'), { kind: 'suppression', suppression: ACCEPTED }])).toMatchObject({
      status: 'suppressed',
      evidence: '["a"]',
    });
  });

  it('goes when the finding is resolved, and comes back with the next failure', () => {
    for (const end of [judged('pass'), judged('not_applicable'), { kind: 'gone', reason: 'resource_deleted' } as const]) {
      expect(after([failing('["a"]'), end])).not.toHaveProperty('evidence');
      expect(after([failing('["a"]'), end, failing('["b"]')])).toMatchObject({
        evidence: '["b"]',
        history: [{ evidence: '["a"]' }, { status: 'resolved' }, { reason: 'failed_again', evidence: '["b"]' }],
      });
    }
  });
});
