import { beforeEach, describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Principal } from '../../../shared/access/principal.ts';
import { account, apiFixture } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { putNight } from '../../support/night-objects.ts';

const A = account('1');
const DAY = '2026-11-21';
const SQL = 'SELECT count(*) AS n FROM resources';
const DANA: Principal = { id: 'arn:aws:iam::000000000000:role/dana', name: 'dana', role: 'viewer', scope: EVERYTHING };
const ERIN: Principal = { ...DANA, id: 'https://issuer.example#erin', name: 'erin' };

let caller: Principal;
let fixture: ReturnType<typeof apiFixture>;
beforeEach(async () => {
  caller = DANA;
  fixture = apiFixture(new MemoryStore(), undefined, () => Promise.resolve(caller));
  await putNight(fixture.store, fixture.exports, '2026-11-20', [A]);
  await putNight(fixture.store, fixture.exports, DAY, [A]);
});

const get = async (path: string): Promise<Answer> => send(fixture.app, path);
const post = async (path: string, body?: object): Promise<Answer> => send(fixture.app, path, { method: 'POST', ...(body && { body }) });
const start = async (sql = SQL): Promise<string> => (await post('/queries', { sql })).body.query_id as string;

async function allRows(path: string, limit: number) {
  const items: unknown[] = [];
  let pages = 0;
  let cursor: string | undefined;
  let cut: unknown;
  do {
    const { status, body } = await get(`${path}?limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    items.push(...(body.items as unknown[]));
    cursor = body.next_cursor as string | undefined;
    cut = body.cut;
    pages += 1;
  } while (cursor !== undefined);
  return { items, pages, cut };
}

describe('queries', () => {
  it('start over the newest night', async () => {
    expect(await post('/queries', { sql: `${SQL};` })).toMatchObject({
      status: 202,
      body: { query_id: 'query-1', state: 'queued', date: DAY },
    });
    expect(fixture.sql.started).toEqual([SQL]);
  });

  it('say how to make an export while there is none', async () => {
    fixture = apiFixture();

    expect(await post('/queries', { sql: SQL })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Or make one with "muster exports run"') },
    });
    expect(fixture.sql.started).toEqual([]);
  });

  it('refuse a statement that does more than read, and what the engine refuses', async () => {
    expect(await post('/queries', { sql: 'DROP TABLE resources' })).toMatchObject({ status: 400, body: { field: 'sql' } });
    fixture.sql.refusal = 'sql: the statement is refused: line 1:1.';
    expect(await post('/queries', { sql: SQL })).toMatchObject({ status: 400, body: { field: 'sql', detail: fixture.sql.refusal } });
  });

  it('show their state, and once they have succeeded their columns', async () => {
    const id = await start();
    fixture.sql.found = { state: 'running', scanned_bytes: 3 };
    expect((await get(`/queries/${id}`)).body).toEqual({
      query_id: id,
      state: 'running',
      date: DAY,
      started_at: expect.any(String),
      scanned_bytes: 3,
    });

    fixture.sql.found = { state: 'failed', error: 'There is no column x.' };
    expect((await get(`/queries/${id}`)).body).toMatchObject({ state: 'failed', error: 'There is no column x.' });

    fixture.sql.found = { state: 'succeeded', scanned_bytes: 12 };
    expect((await get(`/queries/${id}`)).body).toMatchObject({ state: 'succeeded', columns: [{ name: 'n', type: 'bigint' }] });
  });

  it('have rows page by page', async () => {
    const id = await start();
    fixture.sql.rows = Array.from({ length: 25 }, (_, at) => [at === 3 ? null : String(at)]);
    fixture.sql.mostOfPage = 7;

    expect(await allRows(`/queries/${id}/rows`, 10)).toEqual({ items: fixture.sql.rows, pages: 4, cut: false });
    expect(await allRows(`/queries/${id}/rows`, 5)).toEqual({ items: fixture.sql.rows, pages: 5, cut: false });
  });

  it('have the first 10,000 rows, and say whether there are more', async () => {
    const id = await start();
    fixture.sql.rows = Array.from({ length: 10_001 }, (_, at) => [String(at)]);
    const { items, cut } = await allRows(`/queries/${id}/rows`, 499);
    expect(items).toHaveLength(10_000);
    expect(cut).toBe(true);

    fixture.sql.rows = fixture.sql.rows.slice(0, 10_000);
    expect((await allRows(`/queries/${id}/rows`, 500)).cut).toBe(false);
  });

  it('have every row although a page of them would not fit into an answer', async () => {
    const id = await start();
    fixture.sql.rows = Array.from({ length: 7 }, (_, at) => [String(at).repeat(1_500_000)]);

    const { items, pages } = await allRows(`/queries/${id}/rows`, 100);

    expect(items).toEqual(fixture.sql.rows);
    expect(pages).toBe(4);
  });

  it('cut the texts of a row that alone would not fit', async () => {
    const id = await start();
    fixture.sql.rows = [['\u0001'.repeat(3_000_000)], ['b']];

    const { body } = await get(`/queries/${id}/rows`);

    const [[text], [next]] = body.items as [[string], [string]];
    expect(text.length).toBeGreaterThan(300_000);
    expect(text.replaceAll('\u0001', '')).toBe('…');
    expect(next).toBe('b');
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(4_000_000);
  });

  it('refuse a cursor of another query', async () => {
    fixture.sql.rows = Array.from({ length: 3 }, (_, at) => [String(at)]);
    const [first, second] = [await start(), await start()];
    const cursor = (await get(`/queries/${first}/rows?limit=1`)).body.next_cursor as string;

    expect(await get(`/queries/${second}/rows?limit=1&cursor=${cursor}`)).toMatchObject({ status: 400, body: { field: 'cursor' } });
  });

  it.each([
    [{ state: 'running' }, 'The query is running, so it has no rows yet; GET /queries/{query_id} tells when it has succeeded.'],
    [{ state: 'failed', error: 'It broke.' }, 'The query has no rows, because it failed: It broke.'],
    [{ state: 'cancelled' }, 'The query has no rows, because it was cancelled; start it again with POST /queries.'],
  ] as const)('have no rows while they are %j', async (found, detail) => {
    const id = await start();
    fixture.sql.found = found;

    expect(await get(`/queries/${id}/rows`)).toMatchObject({ status: 409, body: { detail } });
  });

  it('are stopped when they are cancelled, and stay as they are if they have ended', async () => {
    const id = await start();
    expect(await post(`/queries/${id}/cancel`)).toMatchObject({ status: 200, body: { state: 'succeeded' } });
    expect(fixture.sql.stopped).toEqual([]);

    fixture.sql.found = { state: 'running' };
    expect((await post(`/queries/${id}/cancel`)).status).toBe(200);
    expect(fixture.sql.stopped).toEqual([id]);
  });

  it('have failed after a minute, and are stopped then', async () => {
    const id = await start();
    fixture.sql.found = { state: 'running' };
    fixture.clock.advance(59_999);
    expect((await get(`/queries/${id}`)).body['state']).toBe('running');
    fixture.clock.advance(1);
    expect((await get(`/queries/${id}`)).body).toMatchObject({ state: 'failed', error: expect.stringContaining('more than 60 seconds') });
    expect(fixture.sql.stopped).toEqual([id]);

    fixture.sql.found = { state: 'cancelled', ended_at: new Date(fixture.clock.now()).toISOString() };
    fixture.clock.advance(1_000_000);
    expect((await get(`/queries/${id}`)).body['state']).toBe('failed');
  });

  it('were cancelled if they ended before', async () => {
    const id = await start();
    fixture.sql.found = { state: 'cancelled', ended_at: new Date(fixture.clock.now() + 1000).toISOString() };
    fixture.clock.advance(1_000_000);

    expect((await get(`/queries/${id}`)).body['state']).toBe('cancelled');
  });

  it('are stopped if their row cannot be stored', async () => {
    fixture.store.put = () => Promise.reject(new Error('down'));

    expect((await post('/queries', { sql: SQL })).status).toBe(500);
    expect(fixture.sql.stopped).toEqual(['query-1']);
  });

  it('do not exist for others, once they have expired, or when the engine has forgotten them', async () => {
    const id = await start();
    const absent = async () => {
      const answers = [await get(`/queries/${id}`), await get(`/queries/${id}/rows`), await post(`/queries/${id}/cancel`)];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect(fixture.sql.stopped).toEqual([]);
    };
    caller = { ...ERIN, role: 'admin' };
    await absent();

    caller = DANA;
    expect((await get(`/queries/${id}`)).status).toBe(200);
    expect((await get('/queries/query-2')).status).toBe(404);
    const before = fixture.sql.found;
    fixture.sql.found = undefined;
    await absent();

    fixture.sql.found = before;
    fixture.clock.advance(7 * 86_400_000);
    await absent();
  });

  it('are for callers who may see everything', async () => {
    const id = await start();
    caller = { ...DANA, role: 'admin', scope: { kind: 'limited', accounts: new Set([A]) } };

    for (const answer of [
      await post('/queries', { sql: SQL }),
      await get(`/queries/${id}`),
      await get(`/queries/${id}/rows`),
      await post(`/queries/${id}/cancel`),
    ])
      expect(answer).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('shows the rows of every account; you may see a part only.') },
      });
    expect(fixture.sql.started).toHaveLength(1);
  });

  it('leave no trace in the audit log, because they change nothing', async () => {
    const id = await start();
    await post(`/queries/${id}/cancel`);
    caller = { ...ERIN, role: 'admin' };

    expect((await get('/audit')).body.items).toEqual([]);
  });
});
