import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../../shared/exports/database.ts';
import { NotWritten, TooLarge } from '../../../shared/exports/errors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-database-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a database of an export', () => {
  it.each([
    // On Linux, every write to this file fails as on a full disk.
    ['for a file', '', `COPY (SELECT range AS line FROM range(1000000)) TO '/dev/full' (FORMAT csv, USE_TMP_FILE false)`],
    [
      'for what does not fit into the memory',
      `SET memory_limit = '8MiB'; SET max_temp_directory_size = '1MiB'`,
      'CREATE TABLE sorted AS SELECT md5(range::VARCHAR) AS key FROM range(3000000) ORDER BY key',
    ],
  ])('says in one sentence that the disk is full %s', async (_, settings, statement) => {
    await using database = await Database.open(folder);
    if (settings !== '') await database.run(settings);

    const writing = database.run(statement);

    await expect(writing).rejects.toThrow(NotWritten);
    await expect(writing).rejects.toThrow(/^\S+ cannot be written: the disk is full; make room, or write to another disk\.$/);
  });

  it('says in one sentence that it needs more memory than it may use', async () => {
    await using database = await Database.open(folder);
    await database.run(`SET memory_limit = '8MiB'`);

    const gathering = database.row('SELECT list(md5(range::VARCHAR)) FROM range(3000000)');

    await expect(gathering).rejects.toThrow(TooLarge);
    await expect(gathering).rejects.toThrow(/^The export cannot be written: .* read fewer accounts, services or regions at once\.$/);
  });

  it('leaves an error of another kind as it is', async () => {
    await using database = await Database.open(folder);

    await expect(database.run('SELECT nothing FROM nowhere')).rejects.not.toThrow(NotWritten);
  });
});
