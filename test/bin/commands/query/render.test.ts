import { describe, expect, it } from '@jest/globals';
import { printResult } from '../../../../bin/commands/query/render.ts';
import { Kept } from './support.ts';

const ACCOUNT = 'azure:0d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f';

describe('a table of 80 columns', () => {
  it('shows ids of accounts whole, and cuts other texts', async () => {
    const stdout = new Kept();
    const name = 'n'.repeat(60);

    await printResult(
      {
        columns: ['account_id', 'name', 'title'],
        batches: (async function* () {
          yield [[ACCOUNT, name, name]];
        })(),
      },
      'table',
      stdout,
      { width: 80, color: false },
    );

    expect(stdout.text).toContain(ACCOUNT);
    expect(stdout.text).not.toContain(name);
  });
});
