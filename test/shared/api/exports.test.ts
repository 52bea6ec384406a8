import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountManifestKey, nightManifestKey } from '../../../shared/exports/night-layout.ts';
import { account, accountRow, apiFixture, jobRow } from '../../support/api-fixture.ts';
import { NO_EXPORT_TOTALS } from '../../../shared/exports/totals.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { jobOfNight, putNight } from '../../support/night-objects.ts';

const A = account('1');
const B = account('2');
const C = account('3');
/** The day by the API's clock. */
const DAY = '2026-11-21';
const BAD = 'urn:muster:problem:bad-export';
const INSTEAD = 'take another night. That of today (UTC) is replaced with "muster exports run"';
const OLD = '2026-11-20';

let fixture: ReturnType<typeof apiFixture>;
beforeEach(async () => {
  fixture = apiFixture();
  await putNight(fixture.store, fixture.exports, OLD, [A]);
  await putNight(fixture.store, fixture.exports, DAY, [C, A], { failed: [B] });
});

const get = async (path: string): Promise<Answer> => send(fixture.app, path);

async function listAll(path: string): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await get(`${path}?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
    expect(status).toBe(200);
    items.push(...(body.items as readonly Record<string, unknown>[]));
    cursor = body.next_cursor as string | undefined;
  } while (cursor);
  return items;
}

const GONE = 'is no longer in the bucket (it has expired, because exports are kept for fewer days by now, or was removed)';

describe('nights', () => {
  it('are listed newest first, page by page', async () => {
    expect((await listAll('/exports')).map(({ date, exported, failed }) => [date, exported, failed])).toEqual([
      [DAY, 2, 1],
      ['2026-11-20', 1, 0],
    ]);
  });

  it('are an empty list if nothing was exported', async () => {
    fixture = apiFixture();

    expect(await get('/exports')).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('list the accounts that are selected', async () => {
    await fixture.store.put('accounts', accountRow({ account_id: A, name: 'web' }));
    await fixture.store.put('accounts', accountRow({ account_id: B, name: 'db' }));
    const accountsOf = async (selectors: string) => (await get(`/exports/${DAY}/accounts?account_id=${selectors}`)).body;

    expect(await accountsOf('name:web')).toMatchObject({ items: [{ account_id: A }] });
    expect(await accountsOf(`name:*`)).toMatchObject({ items: [{ account_id: A }, { account_id: B, status: 'failed' }] });
    expect(await accountsOf('name:x')).toMatchObject({ status: 400, field: 'account_id' });
  });

  it('show their counts', async () => {
    const { status, body } = await get(`/exports/${DAY}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ date: DAY, accounts: 3, rows: { resources: 4 }, slices: { complete: 6 } });
    expect(body).not.toHaveProperty('manifest_key');
  });

  it('list their accounts by id, including those that failed', async () => {
    expect((await listAll(`/exports/${DAY}/accounts`)).map(({ account_id, status, error }) => [account_id, status, error])).toEqual([
      [A, 'exported', undefined],
      [B, 'failed', 'The job was cancelled.'],
      [C, 'exported', undefined],
    ]);
  });

  it('link to the files of an account, with what each must be', async () => {
    const { status, body } = await get(`/exports/${DAY}/accounts/000000000001`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ account_id: A, date: DAY, manifest_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(body.files).toEqual([
      expect.objectContaining({
        name: 'inventory.jsonl',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        url: `https://exports.example/exports/jsonl/inventory/date=${DAY}/job=${jobOfNight(DAY)}/provider=aws/account=000000000001/attempt=1/inventory.jsonl?X-Amz-Expires=900`,
      }),
      expect.objectContaining({ name: 'inventory.parquet' }),
    ]);
  });

  it('are listed without reading the bucket', async () => {
    fixture.exports.get = async (key) => {
      throw new Error(`${key} was read.`);
    };

    expect(await listAll('/exports')).toHaveLength(2);
    expect(await get(`/exports/${DAY}`)).toMatchObject({ status: 200 });
  });

  it('that have expired are not there', async () => {
    fixture.clock.advance(400 * 86_400_000 - 12 * 3_600_000);
    expect((await listAll('/exports')).map(({ date }) => date)).toEqual([DAY]);

    fixture.clock.advance(86_400_000);
    expect(await listAll('/exports')).toEqual([]);
    expect(await get(`/exports/${DAY}/accounts`)).toMatchObject({ status: 404 });
  });

  it('show the export that was requested last, and the one before to who has begun to read it', async () => {
    await putNight(fixture.store, fixture.exports, DAY, [A], { time: '120000' });
    await putNight(fixture.store, fixture.exports, DAY, [B], { time: '080000' });
    const before = `job_id=${jobOfNight(DAY)}`;

    expect((await get(`/exports/${DAY}`)).body).toMatchObject({ job_id: jobOfNight(DAY, '120000'), accounts: 1 });
    expect((await get(`/exports/${DAY}/accounts`)).body.items).toMatchObject([{ account_id: A }]);
    expect((await get(`/exports/${DAY}/accounts?${before}`)).body.items).toMatchObject([
      { account_id: A },
      { account_id: B },
      { account_id: C },
    ]);
    expect(await get(`/exports/${DAY}/accounts/${C}?${before}`)).toMatchObject({ status: 200, body: { job_id: jobOfNight(DAY) } });
    expect(await get(`/exports/${DAY}/accounts/${C}`)).toMatchObject({ status: 404 });
    expect(await get(`/exports/${DAY}/accounts?job_id=exp-other`)).toMatchObject({ status: 404 });
    // The list has just been read, but it is none of another date's.
    expect(await get(`/exports/2026-11-20/accounts?${before}`)).toMatchObject({ status: 404 });
  });

  it('that were replaced are refused if their list of accounts is not the one that their job wrote', async () => {
    await putNight(fixture.store, fixture.exports, DAY, [A], { time: '120000' });
    const job_id = jobOfNight(DAY);
    const totals = { export: { ...NO_EXPORT_TOTALS, manifest_sha256: '0'.repeat(64) } };
    await fixture.store.put('jobs', jobRow({ job_id, operation: 'export', totals }));

    const { status, body } = await get(`/exports/${DAY}/accounts?job_id=${job_id}`);

    expect(status).toBe(409);
    expect(body.detail).toMatch(/its manifest is damaged/);
  });

  it('take no cursor of another export of the date', async () => {
    const { next_cursor } = (await get(`/exports/${DAY}/accounts?limit=1`)).body;
    await putNight(fixture.store, fixture.exports, DAY, [A, B], { time: '120000' });

    expect(await get(`/exports/${DAY}/accounts?limit=1&cursor=${next_cursor}`)).toMatchObject({ status: 400 });
    expect(await get(`/exports/${DAY}/accounts?limit=1&cursor=${next_cursor}&job_id=${jobOfNight(DAY)}`)).toMatchObject({ status: 200 });
  });

  it('whose list of accounts was read once are not read again', async () => {
    await get(`/exports/${DAY}/accounts`);
    fixture.exports.contents.delete(nightManifestKey({ date: DAY, job_id: jobOfNight(DAY) }));

    expect(await get(`/exports/${DAY}/accounts/${A}`)).toMatchObject({ status: 200 });
  });

  it.each([
    [GONE, () => fixture.exports.contents.delete(nightManifestKey({ date: DAY, job_id: jobOfNight(DAY) }))],
    ['is damaged', () => fixture.exports.contents.set(nightManifestKey({ date: DAY, job_id: jobOfNight(DAY) }), Buffer.from('{}\n'))],
  ])('say of a manifest that it %s', async (what, spoil) => {
    spoil();

    expect(await get(`/exports/${DAY}/accounts`)).toMatchObject({
      status: 409,
      body: { type: BAD, detail: `The export of ${DAY} cannot be read: its manifest ${what}; ${INSTEAD}.` },
    });
    expect(await get(`/exports/${OLD}/accounts`)).toMatchObject({ status: 200 });
  });

  it('of another schema version are listed, and say which release reads them', async () => {
    const row = await fixture.store.get('exports', { name: 'nightly', date: DAY });
    await fixture.store.put('exports', { ...row, schema_version: 9 });

    expect((await listAll('/exports'))[0]).toMatchObject({ date: DAY, schema_version: 9 });
    expect(await get(`/exports/${DAY}/accounts/${A}`)).toMatchObject({
      status: 409,
      body: {
        type: BAD,
        detail: `The export of ${DAY} cannot be read: it is of schema version 9, and this release of Muster reads 1; fetch it with the release that wrote it.`,
      },
    });
  });

  it.each([
    [GONE, (key: string) => fixture.exports.contents.delete(key)],
    ['is damaged', (key: string) => fixture.exports.contents.set(key, Buffer.from('{"schema_ver'))],
    ['is damaged', (key: string) => fixture.exports.contents.set(key, Buffer.from(`${fixture.exports.contents.get(key)!.toString()} `))],
  ])('say of an account whose manifest is not as it was written that it %s', async (what, spoil) => {
    spoil(accountManifestKey({ date: DAY, job_id: jobOfNight(DAY), account_id: C, attempt: 1 }));

    expect(await get(`/exports/${DAY}/accounts/${C}`)).toMatchObject({
      status: 409,
      body: { type: BAD, detail: `The export of ${DAY} cannot be read: its manifest of ${C} ${what}; ${INSTEAD}.` },
    });
    expect(await get(`/exports/${DAY}/accounts/${A}`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['/exports/2026-02-30', 400, 'date: 2026-02-30 is not a day; 2026-02 has 28 days.'],
    ['/exports/today', 400, 'date: Write a day like 2026-11-21.'],
    ['/exports/2026-11-21T00:00:00Z', 400, 'date: Write a day like 2026-11-21.'],
    ['/exports/2026-11-19', 404, 'There is no export of 2026-11-19; GET /exports lists them.'],
    ['/exports/2026-11-19/accounts', 404, 'There is no export of 2026-11-19; GET /exports lists them.'],
    [`/exports/${DAY}/accounts/nobody`, 400, 'account_id: "nobody" is not an account id; write '],
    [`/exports/${DAY}/accounts/${B}`, 404, `The export of ${DAY} has no files of ${B}`],
    ['/exports?cursor=abc', 400, 'cursor: not a cursor of this listing'],
    ['/exports?date=2026-11-21', 400, ''],
    [`/exports/${DAY}?x=1`, 400, ''],
    [`/exports/${DAY}/accounts?job_id=inv-all-1`, 400, 'job_id: Write the job_id that GET /exports/{date} answers with.'],
    [`/exports/${DAY}/accounts?job_id=exp-..%2F..%2Fx`, 400, ''],
    [`/exports/${DAY}/accounts/${A}?x=1`, 400, ''],
  ])('are refused as %s', async (path, status, detail) => {
    const answer = await get(path);

    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(detail);
  });
});
