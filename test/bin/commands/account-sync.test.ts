import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { account, SYNCED } from '../../support/api-fixture.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

describe('muster accounts sync', () => {
  it('shows what would change in a dry run', async () => {
    const { syncs } = line.fixture;
    syncs.done = { ...SYNCED, dry_run: true };

    const { code, out } = await line.muster(['accounts', 'sync', '--dry-run', '--tags', '--accept-left', '--connection', 'aws']);

    expect(syncs.asked).toEqual([{ connection_id: 'aws', dry_run: true, tags: true, accept_left: true }]);
    expect(out).toContain('1 account would change, 0 unchanged.');
    expect(out).toMatch(/aws:000000000001 +added +Payments/);
    expect(code).toBe(0);
  });

  it('prints hostile names and reasons without control characters, and names connections that were not read', async () => {
    line.fixture.syncs.done = {
      ...SYNCED,
      connections: [{ connection_id: 'two', status: 'failed', accounts: 0, message: 'The secret has expired.' }],
      changes: [
        {
          account_id: account('1'),
          connection_id: 'aws',
          result: 'left',
          name: '\u001b[31mred\nline',
          fields: ['enabled'],
          reason: 'It left.',
        },
      ],
      notes: ['A note.'],
    };

    const { code, out } = await line.muster(['accounts', 'sync']);

    expect(out).not.toContain('\u001b[31m');
    expect(out).toContain('The connection two was not read, and its accounts stay as they are: The secret has expired.');
    expect(out).toContain('A note.');
    expect(code).toBe(3);
  });

  it('says that a sync which takes longer goes on', async () => {
    line.fixture.syncs.done = undefined;

    const { code, out } = await line.muster(['accounts', 'sync']);

    expect(out).toContain('The sync takes longer and goes on');
    expect(code).toBe(0);
  });
});
