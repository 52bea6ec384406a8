import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountManifestKey, nightAccountsPrefix, nightKey } from '../../../shared/exports/night-layout.ts';
import { account, apiFixture } from '../../support/api-fixture.ts';
import { type Answer, send } from '../../support/conforming-api.ts';
import { putNight } from '../../support/night-objects.ts';

const A = account('1');
const B = account('2');
const C = account('3');
/** By the API's clock. */
const DAY = '2026-11-21';
const BAD = 'urn:muster:problem:bad-export';
const REPLACED = 'urn:muster:problem:export-replaced';
const ANEW = 'make it anew on the same day (UTC) with "muster exports run"';
const PAST = 'an export of a past day cannot be made anew: take another night';

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

  it('are an empty list if nothing was exported', async () => {
    fixture.exports.contents.clear();

    expect(await get('/exports')).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('show their counts', async () => {
    const { status, body } = await get(`/exports/${DAY}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ date: DAY, accounts: 3, rows: { resources: 4 }, slices: { complete: 6 } });
    expect(body).not.toHaveProperty('accounts_file');
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
        url: `https://exports.example/exports/jsonl/inventory/date=${DAY}/provider=aws/account=000000000001/inventory.jsonl?X-Amz-Expires=900`,
      }),
      expect.objectContaining({ name: 'inventory.parquet' }),
    ]);
  });

  it('that were replaced while they were read are asked for again', async () => {
    const { exports } = fixture;
    const older = exports.contents.get(nightKey(DAY))!;
    const read = exports.get.bind(exports);
    let reads = 0;
    // The first read is of the night before, whose list is gone by now.
    exports.get = async (key) => (key === nightKey(DAY) && reads++ === 0 ? older : await read(key));
    await exports.remove([...exports.contents.keys()].filter((key) => key.startsWith(nightAccountsPrefix(DAY))));
    await putNight(exports, DAY, [A]);

    expect(await get(`/exports/${DAY}/accounts`)).toMatchObject({
      status: 409,
      body: { type: REPLACED, detail: `The export of ${DAY} was replaced or removed while it was read; try again.` },
    });
  });

  it.each([
    ['missing', (key: string) => fixture.exports.remove([key])],
    ['damaged', (key: string) => fixture.exports.putText(key, '{}\n')],
  ])('whose list of accounts is %s say so, and not that they are being replaced', async (what, spoil) => {
    for (const key of fixture.exports.contents.keys()) if (key.startsWith(nightAccountsPrefix(DAY))) await spoil(key);

    expect(await get(`/exports/${DAY}/accounts`)).toMatchObject({
      status: 409,
      body: { type: BAD, detail: `The list of accounts of the export of ${DAY} is ${what}; ${ANEW}.` },
    });
  });

  it('of another schema version, or damaged, are listed with the reason why they cannot be read', async () => {
    await fixture.exports.putText(nightKey(DAY), '{"schema_ver');
    await fixture.exports.putText(nightKey('2026-11-19'), '{"schema_version":2,"date":"2026-11-19"}');
    await fixture.exports.putText(nightKey('2026-11-18'), '{"schema_version":1,"date":"2026-11-18"}');
    const reasons = new Map([
      [DAY, `The export of ${DAY} cannot be read: its manifest is damaged; ${ANEW}.`],
      [
        '2026-11-19',
        'The export of 2026-11-19 cannot be read: its manifest is of schema version 2, and this release of Muster reads 1; fetch it with the release that wrote it.',
      ],
      ['2026-11-18', `The export of 2026-11-18 cannot be read: its manifest is damaged; ${PAST}.`],
    ]);

    const listed = await listAll('/exports');

    expect(listed.map(({ date }) => date)).toEqual([DAY, '2026-11-20', '2026-11-19', '2026-11-18']);
    expect(listed[1]).toMatchObject({ exported: 1 });
    for (const [date, unreadable] of reasons) {
      expect(listed).toContainEqual({ date, unreadable });
      for (const path of ['', '/accounts', `/accounts/${A}`])
        expect(await get(`/exports/${date}${path}`)).toMatchObject({ status: 409, body: { type: BAD, detail: unreadable } });
    }
  });

  it.each([
    ['of today', DAY, ANEW],
    ['of a past day', '2026-11-20', PAST],
  ])('%s say of an account that a later export began with whose it is now, and what helps', async (_, day, helps) => {
    const stamp = { schema_version: 1, collected_at: `${day}T05:00:00.000Z`, job_id: 'exp-later', status: 'writing' };
    await fixture.exports.putText(accountManifestKey(day, A), JSON.stringify(stamp));

    expect(await get(`/exports/${day}/accounts/${A}`)).toMatchObject({
      status: 409,
      body: {
        type: REPLACED,
        detail: `Of the export of ${day}, the files of ${A} were taken over by exp-later; try again when that has ended; if it was cancelled or failed, ${helps}.`,
      },
    });
  });

  it('have no files of an account that failed, nor of one that only an older export of the day has written', async () => {
    const { job_id } = (await get(`/exports/${DAY}`)).body;
    const claim = { schema_version: 1, collected_at: `${DAY}T04:00:00.000Z`, job_id, status: 'failed', error: 'It failed.' };
    await fixture.exports.putText(accountManifestKey(DAY, B), JSON.stringify(claim));
    const older = { schema_version: 1, collected_at: `${DAY}T03:00:00.000Z`, job_id: 'exp-older' };
    await fixture.exports.putText(accountManifestKey(DAY, C), JSON.stringify(older));

    expect(await get(`/exports/${DAY}/accounts/${B}`)).toMatchObject({ status: 404 });
    expect(await get(`/exports/${DAY}/accounts/${C}`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['no JSON', () => '{"schema_ver'],
    ['no manifest', (job_id: string) => JSON.stringify({ schema_version: 1, collected_at: `${DAY}T04:00:00.000Z`, job_id })],
  ])('say of an account whose manifest is %s that it is damaged', async (_, text) => {
    await fixture.exports.putText(accountManifestKey(DAY, C), text((await get(`/exports/${DAY}`)).body.job_id));

    expect(await get(`/exports/${DAY}/accounts/${C}`)).toMatchObject({
      status: 409,
      body: { type: BAD, detail: `The export of ${DAY} cannot be read: its manifest of ${C} is damaged; ${ANEW}.` },
    });
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
    [`/exports/${DAY}/accounts/${A}?x=1`, 400, ''],
  ])('are refused as %s', async (path, status, detail) => {
    const answer = await get(path);

    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(detail);
  });
});
