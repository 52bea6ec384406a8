/**
 * Deploys the stack by the CDK's CLI to ministack, an independent emulator of AWS, and runs a night in it. If ministack, which
 * needs Python, or openssl, which makes its certificate, is not installed, the script says so and skips the suite.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ministack = resolve(process.env['MINISTACK'] ?? `${root}.venv/bin/ministack`);

function skip(reason: string): never {
  process.stderr.write(`The deployed suite is skipped: ${reason}\n`);
  process.exit(0);
}

if (!existsSync(ministack)) {
  skip(
    `there is no ministack at ${ministack}.\n` +
      'Install it with: python3 -m venv .venv && .venv/bin/pip install -r test/deployed/requirements.txt',
  );
}
if (spawnSync('openssl', ['version']).status !== 0) skip('there is no openssl, which makes the certificate of the emulator.');

const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', 'jest.deployed.config.js', '--runInBand'];
const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MINISTACK: ministack },
});
process.exit(status ?? 1);
