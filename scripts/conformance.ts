/**
 * Runs the conformance suite against moto, an independent emulator of AWS. If moto is not installed, the script says so and
 * skips the suite, because moto needs Python.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const moto = process.env['MOTO_SERVER'] ?? `${root}.venv/bin/moto_server`;
if (!existsSync(moto)) {
  process.stderr.write(
    `Conformance is skipped: there is no moto server at ${moto}.\n` +
      'Install it with: python3 -m venv .venv && .venv/bin/pip install -r test/conformance/requirements.txt\n',
  );
  process.exit(0);
}
const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', 'jest.conformance.config.js', '--runInBand'];
const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, MOTO_SERVER: moto },
});
process.exit(status ?? 1);
