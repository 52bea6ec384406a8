import { beforeEach, describe, expect, it } from '@jest/globals';
import { account, accountRow, apiFixture } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';

let store: MemoryStore;
let app: ReturnType<typeof apiFixture>['app'];
const OPEN = ['a', 'b', 'c'].map((resource_id) => findingRow({ resource_id }, { severity: 'high' }));
const ELSEWHERE = findingRow({ account_id: account('2'), resource_id: 'd' }, { severity: 'high' });
const RESOLVED = findingRow({ resource_id: 'e' }, { status: 'resolved' });
beforeEach(async () => {
  store = new MemoryStore();
  app = apiFixture(store).app;
  await store.putMany('findings', [...OPEN, ELSEWHERE, RESOLVED]);
  await store.putMany('accounts', [accountRow({ findings: { high: 3 } }), accountRow({ account_id: account('2'), findings: { high: 1 } })]);
});

const suppress = async (body: object) => await send(app, '/findings/suppress', { body: { reason: 'Reviewed', ...body } });
const idsOf = (rows: readonly { readonly finding_id: string }[]) => rows.map(({ finding_id }) => finding_id);
const countsOf = () => store.rows('accounts').map(({ findings }) => findings);

describe('POST /findings/suppress', () => {
  it('suppresses each finding as if it were asked for alone, and counts those of one account rightly', async () => {
    const { status, body } = await suppress({ finding_ids: idsOf([...OPEN, ELSEWHERE]), until: '2027-06-30T00:00:00Z' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ suppressed: 4, items: idsOf([...OPEN, ELSEWHERE]).map((id) => ({ id, status: 'suppressed' })) });
    expect(countsOf()).toEqual([{ high: 0 }, { high: 0 }]);
    expect(store.rows('suppressions')).toHaveLength(4);
    expect((await send(app, '/findings')).body.items).toEqual([]);
    const hidden = (await send(app, '/findings?status=suppressed')).body.items as readonly { suppression: object }[];
    for (const { suppression } of hidden) expect(suppression).toMatchObject({ reason: 'Reviewed', until: '2027-06-30T00:00:00.000Z' });
  });

  it('says of each finding that it refuses why, in the order of the request, and suppresses the others', async () => {
    const missing = findingRow({ resource_id: 'missing' }).finding_id;
    const finding_ids = ['nonsense', RESOLVED.finding_id, OPEN[0]!.finding_id, missing, OPEN[0]!.finding_id];
    const { body } = await suppress({ finding_ids });

    expect(body.suppressed).toBe(1);
    expect(body.items).toEqual([
      { id: 'nonsense', refused: expect.stringContaining("is not a finding's id") },
      { id: RESOLVED.finding_id, refused: expect.stringContaining('is resolved') },
      { id: OPEN[0]!.finding_id, status: 'suppressed' },
      { id: missing, refused: expect.stringContaining('There is no finding') },
      { id: OPEN[0]!.finding_id, status: 'suppressed' },
    ]);
    expect(countsOf()).toEqual([{ high: 2 }, { high: 1 }]);
  });

  it('takes a finding that is given by its id and by its finding_id for one', async () => {
    const listed = (await send(app, '/findings')).body.items as readonly { readonly id: string; readonly finding_id: string }[];
    const { id, finding_id } = listed[0]!;
    expect(id).not.toBe(finding_id);
    const { body } = await suppress({ finding_ids: [id, finding_id, id] });

    expect(body).toEqual({ suppressed: 1, items: [id, finding_id, id].map((each) => ({ id: each, status: 'suppressed' })) });
    expect(store.rows('audit')).toHaveLength(1);
    const row = store.rows('findings').find((each) => each['finding_id'] === finding_id);
    expect(row).toMatchObject({ history: [{ reason: 'failed' }, { reason: 'suppressed' }] });
  });

  it('records each finding in the audit log, and none that was refused', async () => {
    await suppress({ finding_ids: [OPEN[0]!.finding_id, RESOLVED.finding_id, ELSEWHERE.finding_id] });

    const entries = store.rows('audit');
    expect(entries.map(({ subject }) => String(subject)).toSorted()).toEqual(idsOf([OPEN[0]!, ELSEWHERE]).toSorted());
    for (const entry of entries)
      expect(entry).toMatchObject({ what: 'suppressFindings', before: { status: 'open' }, after: { status: 'suppressed' } });
  });

  it('can be repeated', async () => {
    const finding_ids = idsOf(OPEN);
    await suppress({ finding_ids });

    expect((await suppress({ finding_ids, reason: 'Reviewed again' })).body.suppressed).toBe(3);
    expect(countsOf()).toEqual([{ high: 0 }, { high: 1 }]);
    expect(store.rows('suppressions').map(({ reason }) => reason)).toEqual(['Reviewed again', 'Reviewed again', 'Reviewed again']);
  });

  it.each([
    ['no findings', { finding_ids: [] }],
    ['more than 100', { finding_ids: Array.from({ length: 101 }, () => OPEN[0]!.finding_id) }],
    ['an end that has passed', { finding_ids: idsOf(OPEN), until: '2020-01-01T00:00:00Z' }],
    ['no reason', { finding_ids: idsOf(OPEN), reason: '' }],
  ])('refuses %s and suppresses nothing', async (_what, body) => {
    expect((await suppress(body)).status).toBe(400);
    expect(store.rows('suppressions')).toEqual([]);
  });
});
