import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../../../../bin/commands/api-client.ts';
import { EXIT } from '../../../../bin/commands/exit-codes.ts';
import { fetchNight } from '../../../../bin/commands/exports/fetch-night.ts';

const DAY = '2026-11-21';

let folder: string;
let server: Server;
let api: ApiClient;
/** By path. */
let answers: Record<string, unknown>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  answers = {};
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url!.split('?')[0]!]));
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
  it('says what to do where the night is of another export than its list of accounts', async () => {
    answers[`/exports/${DAY}`] = { date: DAY, accounts: 1 };
    answers[`/exports/${DAY}/accounts`] = { items: [] };
    const target = join(folder, 'night');

    const fetching = fetchNight(api, DAY, target);

    await expect(fetching).rejects.toMatchObject({
      exitCode: EXIT.failed,
      message: `The export of ${DAY} is being replaced by another one, and nothing was written; try again when that has ended ("muster exports list" shows it), or start "muster exports run" if none is under way.`,
    });
    expect(existsSync(target)).toBe(false);
  });
});
