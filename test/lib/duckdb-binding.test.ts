import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DEPLOYED_BINDING, installedArchitecture, putBinding } from '../../lib/duckdb-binding.ts';

/** Lambda's limit for a function's unzipped code: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LAMBDA_LIMIT = 250 * 2 ** 20;

// On other systems npm would have to fetch the library.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux("DuckDB's library beside a bundle", () => {
  it('is loaded from the folder that it was put into, and leaves room in a function', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-binding-'));
    try {
      putBinding(folder, installedArchitecture());

      const loaded = spawnSync(process.execPath, ['-p', `require(${JSON.stringify(DEPLOYED_BINDING)}).library_version()`], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(loaded).toMatchObject({ status: 0, stdout: expect.stringMatching(/^v1\.\d+\.\d+/) });
      const bytes = ['duckdb.node', 'libduckdb.so'].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
      expect(bytes).toBeLessThan(LAMBDA_LIMIT / 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
