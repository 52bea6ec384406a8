import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../../../bin/commands/api-client.ts';
import { EXIT } from '../../../../bin/commands/exit-codes.ts';
import { fetchNight } from '../../../../bin/commands/exports/fetch-night.ts';
import { BadExport } from '../../../../shared/exports/errors.ts';

const DAY = '2026-11-21';

let folder: string;
let server: Server;
let api: ApiClient;
/** By path, one after the other; the last one stays. */
let answers: Record<string, unknown[]>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  answers = {};
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const told = answers[request.url!.split('?')[0]!]!;
    response.end(JSON.stringify(told.length > 1 ? told.shift() : told[0]));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = new ApiClient({ url, env: {}, sleep: async () => {} });
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

describe('fetchNight', () => {
  const fetching = (now: string) => fetchNight(api, DAY, join(folder, 'night'), { clock: { now: () => Date.parse(now) } });

  it('says that the night was replaced where it is another one than before', async () => {
    answers[`/exports/${DAY}`] = [
      { date: DAY, accounts: 1, job_id: 'exp-1' },
      { date: DAY, accounts: 0, job_id: 'exp-2' },
    ];
    answers[`/exports/${DAY}/accounts`] = [{ items: [] }];

    await expect(fetching(`${DAY}T12:00:00Z`)).rejects.toMatchObject({
      exitCode: EXIT.failed,
      message: `The export of ${DAY} was replaced by another one while it was fetched, and nothing was written; try again.`,
    });
    expect(existsSync(join(folder, 'night'))).toBe(false);
  });

  it('writes nothing where a night of the same accounts has taken its place in the end', async () => {
    const night = { date: DAY, accounts: 1, exported: 0, rows: {}, collected_at: `${DAY}T04:00:00.000Z` };
    answers[`/exports/${DAY}`] = [
      { ...night, job_id: 'exp-1' },
      { ...night, job_id: 'exp-2' },
    ];
    answers[`/exports/${DAY}/accounts`] = [{ items: [{ account_id: 'aws:111111111111', status: 'failed', rows: {} }] }];

    await expect(fetching(`${DAY}T12:00:00Z`)).rejects.toThrow(/was replaced by another one/);
    expect(existsSync(join(folder, 'night'))).toBe(false);
  });

  it.each([
    [`${DAY}T23:59:59.999Z`, 'make it anew on the same day (UTC) with "muster exports run"'],
    ['2026-11-22T00:00:00.000Z', 'an export of a past day cannot be made anew: take another night'],
  ])('says where it is still the same, and does not fit together, what helps at %s', async (now, helps) => {
    answers[`/exports/${DAY}`] = [{ date: DAY, accounts: 1, job_id: 'exp-1' }];
    answers[`/exports/${DAY}/accounts`] = [{ items: [] }];

    const failing = fetching(now);

    await expect(failing).rejects.toThrow(BadExport);
    await expect(failing).rejects.toThrow(
      `The export of ${DAY} cannot be fetched: its list names 0 accounts, and its manifest 1; ${helps}.`,
    );
    expect(existsSync(join(folder, 'night'))).toBe(false);
  });
});
