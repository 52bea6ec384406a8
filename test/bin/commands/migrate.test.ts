import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isoTime } from '../../../shared/seams.ts';
import { account, JOB_ID, jobRow, taskRow } from '../../support/api-fixture.ts';
import { CommandLine } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  line.reset();
  await line.fixture.store.put('jobs', jobRow());
  for (const digits of ['1', '2']) await line.fixture.store.put('job_tasks', taskRow({ account_id: account(digits) }));
});

describe('muster migrate', () => {
  it('shows the state of every migration', async () => {
    const { code, out } = await line.muster(['migrate', 'status']);

    expect(out).toMatch(/0001 +Jobs are found by the accounts that they cover +pending/);
    expect(code).toBe(0);
  });

  it('counts in a dry run, and changes nothing', async () => {
    const { code, lines } = await line.muster(['migrate', 'up', '--dry-run', '--json']);

    expect(lines[0]).toMatchObject({ migration_id: '0001', state: 'pending', rows_counted: 2, rows_to_change: 2 });
    expect((await line.fixture.store.scan('migrations')).items).toEqual([]);
    expect(code).toBe(0);
  });

  it('applies what is not applied, and finds nothing to do the second time', async () => {
    const first = await line.muster(['migrate', 'up', '--json']);
    const second = await line.muster(['migrate', 'up', '--json']);

    for (const { lines, code } of [first, second]) {
      expect(lines[0]).toMatchObject({ migration_id: '0001', state: 'done', rows_read: 2, rows_changed: 2 });
      expect(code).toBe(0);
    }
    expect(await line.fixture.store.get('job_tasks', { job_id: JOB_ID, account_id: account('2') })).toHaveProperty('job_order');
    expect((await line.muster(['migrate', 'up', '--dry-run'])).out).toContain('Every migration is applied.');
  });

  it('waits while another function works on a migration', async () => {
    const { store, clock } = line.fixture;
    const row = { migration_id: '0001', title: 't', state: 'running', attempt: 1, rows_read: 0, rows_changed: 0, version: '0.1.0' };
    const started = isoTime(clock.now());
    await store.put('migrations', { ...row, pass_started_at: started, started_at: started, lease_until: isoTime(clock.now() + 60_000) });

    const { code, err, out } = await line.muster(['migrate', 'up'], async () => clock.advance(50_000));

    expect(err).toContain('Migration 0001: 0 rows read, 0 changed so far.');
    expect(out).toMatch(/0001 .* done +2 +2/);
    expect(code).toBe(0);
  });
});
