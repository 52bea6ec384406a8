import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountManifestKey, nightAccountsPrefix, nightKey } from '../../../shared/exports/night-layout.ts';
import { account, apiFixture } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { putNight } from '../../support/night-objects.ts';

const A = account('1');
const B = account('2');
const C = account('3');
const DAY = '2026-11-21';

let fixture: ReturnType<typeof apiFixture>;
beforeEach(async () => {
  fixture = apiFixture();
  await putNight(fixture.exports, '2026-11-20', [A]);
  await putNight(fixture.exports, DAY, [C, A], [B]);
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

describe('nights', () => {
  it('are listed newest first, page by page', async () => {
    expect((await listAll('/exports')).map(({ date, exported, failed }) => [date, exported, failed])).toEqual([
      [DAY, 2, 1],
      ['2026-11-20', 1, 0],
    ]);
  });

  it('are none where nothing was exported', async () => {
    fixture.exports.contents.clear();

    expect(await get('/exports')).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('say what is in them', async () => {
    const { status, body } = await get(`/exports/${DAY}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ date: DAY, accounts: 3, rows: { resources: 4 }, slices: { complete: 6 } });
    expect(body).not.toHaveProperty('accounts_file');
  });

  it('list their accounts by id, those that failed among them', async () => {
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
        url: `https://exports.example/exports/jsonl/inventory/date=${DAY}/provider=aws/account=000000000001/inventory.jsonl?X-Amz-Expires=900`,
      }),
      expect.objectContaining({ name: 'inventory.parquet' }),
    ]);
  });

  it('ask for patience while another export takes their place', async () => {
    for (const key of fixture.exports.contents.keys()) if (key.startsWith(nightAccountsPrefix(DAY))) await fixture.exports.remove([key]);

    expect(await get(`/exports/${DAY}/accounts`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('being replaced') },
    });
  });

  it('of another schema version, or damaged, are left out of the list and refused in one sentence', async () => {
    await fixture.exports.putText(nightKey(DAY), '{"schema_version":2,"date":"2026-11-21"}');
    await fixture.exports.putText(nightKey('2026-11-19'), '{"schema_ver');

    expect((await listAll('/exports')).map(({ date }) => date)).toEqual(['2026-11-20']);
    for (const path of [`/exports/${DAY}`, `/exports/${DAY}/accounts`, `/exports/${DAY}/accounts/${A}`, '/exports/2026-11-19']) {
      expect(await get(path)).toMatchObject({
        status: 409,
        body: { detail: expect.stringMatching(/^The export of 2026-11-\d\d cannot be read/) },
      });
    }
  });

  it('say of an account that a later export began with whose it is now, and what to do', async () => {
    const stamp = { schema_version: 1, collected_at: `${DAY}T05:00:00.000Z`, job_id: 'exp-later', status: 'writing' };
    await fixture.exports.putText(accountManifestKey(DAY, A), JSON.stringify(stamp));

    expect(await get(`/exports/${DAY}/accounts/${A}`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/taken over by exp-later; .* "muster exports run"/) },
    });
  });

  it('have no files of an account that failed, nor of one that is damaged', async () => {
    const { job_id } = (await get(`/exports/${DAY}`)).body;
    const claim = { schema_version: 1, collected_at: `${DAY}T04:00:00.000Z`, job_id, status: 'failed', error: 'It failed.' };
    await fixture.exports.putText(accountManifestKey(DAY, B), JSON.stringify(claim));
    await fixture.exports.putText(accountManifestKey(DAY, C), '{"schema_ver');

    expect(await get(`/exports/${DAY}/accounts/${B}`)).toMatchObject({ status: 404 });
    expect(await get(`/exports/${DAY}/accounts/${C}`)).toMatchObject({ status: 409 });
  });

  it.each([
    ['/exports/2026-02-30', 400, 'date: 2026-02-30 is not a day; 2026-02 has 28.'],
    ['/exports/today', 400, 'date: Write a day like 2026-11-21.'],
    ['/exports/2026-11-21T00:00:00Z', 400, 'date: Write a day like 2026-11-21.'],
    ['/exports/2026-11-19', 404, 'There is no export of 2026-11-19; GET /exports lists them.'],
    ['/exports/2026-11-19/accounts', 404, 'There is no export of 2026-11-19; GET /exports lists them.'],
    [`/exports/${DAY}/accounts/nobody`, 400, 'account_id: "nobody" is not an account id; write '],
    [`/exports/${DAY}/accounts/${B}`, 404, `The export of ${DAY} has no files of ${B}`],
    ['/exports?cursor=abc', 400, 'cursor: not a cursor of this listing'],
    ['/exports?date=2026-11-21', 400, ''],
    [`/exports/${DAY}?x=1`, 400, ''],
    [`/exports/${DAY}/accounts/${A}?x=1`, 400, ''],
  ])('are refused as %s', async (path, status, detail) => {
    const answer = await get(path);

    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(detail);
  });
});
