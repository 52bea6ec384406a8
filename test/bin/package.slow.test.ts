import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
/** Everything is in npm's cache after `npm ci`, so that the registry is hardly asked. */
const INSTALL_MS = 600_000;

let folder: string;
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-package-'));
  installed = join(folder, 'node_modules', 'muster');
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT });
  const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quiet, join(folder, filename)], { cwd: folder, timeout: INSTALL_MS });
}, INSTALL_MS + 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every file and folder with the time of its last change. */
async function stateOf(path: string): Promise<readonly string[]> {
  const names = (await readdir(path, { recursive: true })).toSorted();
  return await Promise.all(names.map(async (name) => `${name} ${(await stat(join(path, name))).mtimeMs}`));
}

describe('the package, installed from its tarball into an empty folder', () => {
  it('runs the demo and queries it, and writes nothing where it is installed', async () => {
    await chmod(installed, 0o555);
    const before = await stateOf(installed);
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
    const muster = async (...args: readonly string[]) => run('npx', ['muster', ...args], { cwd: folder, env });

    const version = await muster('--version');
    // The demo has an account that cannot be read, so the run ends with 3.
    const ran = await muster('run', '--demo', '--demo-accounts', '3', '--scan', '--json').catch(
      (error: { code: number; stdout: string }) => error,
    );
    const counted = await muster('--json', 'query', 'SELECT count(*) AS n FROM resources');

    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(JSON.parse(ran.stdout)).toMatchObject({ scan: { findings: expect.any(Number) } });
    expect((JSON.parse(counted.stdout) as { n: number }).n).toBeGreaterThan(100);
    expect(await stateOf(installed)).toEqual(before);
    await chmod(installed, 0o755);
  }, 300_000);

  it('has the dashboard, built, and nothing to build it from', async () => {
    expect(await readdir(join(installed, 'web'))).toEqual(['dist']);
    expect(await readdir(join(installed, 'web', 'dist'))).toEqual(expect.arrayContaining(['assets', 'index.html']));
  });

  it('has no tests and no tools of development in it', async () => {
    expect((await readdir(installed)).filter((name) => name !== 'node_modules').toSorted()).toEqual(
      ['LICENSE', 'README.md', 'bin', 'cdk.json', 'lambdas', 'lib', 'package.json', 'shared', 'tsconfig.json', 'web'].toSorted(),
    );
  });
});
