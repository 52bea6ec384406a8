/**
 * Runs everything that CI runs, one step after the other: the build of the dashboard, types, lint, format, fast and slow tests (one checks
 * that generated files are fresh), the dashboard in a browser, every type of AWS from recorded and generated answers, the simulation, synthesis with cdk-nag, the site of the docs with its links, conformance, a night of the deployed stack,
 * hostile requests to the API, chaos. It continues after a step that fails, and ends with one line: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'muster-check-'));

function run(command: string, ...args: readonly string[]): boolean {
  process.stdout.write(`\n> ${[command, ...args].join(' ')}\n`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

const step = (command: string, ...args: readonly string[]): Counts =>
  run(command, ...args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** Counts single tests. A test file that fails before its tests run counts as one failure. */
function tests(script: string): Counts {
  const report = join(reports, `${script}.json`);
  const succeeded = run('npm', 'run', '--silent', script, '--', '--ci', '--json', `--outputFile=${report}`, '--silent');
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8')) as Record<
      string,
      number
    >;
    counts = { passed: numPassedTests ?? 0, failed: (numFailedTests ?? 0) + (numRuntimeErrorTestSuites ?? 0) };
  } catch {
    // Without a report, the suite was skipped or failed before it could write one. Its exit code distinguishes the two.
  }
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const results = [
  // The types of the dashboard need its packages, which its build installs.
  step('npm', 'run', '--silent', 'web'),
  step('tsc'),
  step('tsc', '-p', 'web'),
  step('npm', 'run', '--silent', 'lint'),
  step('oxfmt', '--check'),
  tests('test'),
  tests('test:slow'),
  tests('test:web'),
  tests('test:recordings'),
  step('npm', 'run', '--silent', 'simulate'),
  // Shows that the simulation can fail: it removes a few guards whose absence shows soon. `npm run guards` removes every one.
  step(
    'npm',
    'run',
    '--silent',
    'guards',
    '--',
    'recount-terminal',
    'account-lease-free',
    'populated-before-written',
    'failed-slice-keeps',
  ),
  step('npm', 'run', '--silent', 'synth'),
  step('npm', 'run', '--silent', 'docs'),
  tests('conformance'),
  tests('deployed'),
  tests('fuzz'),
  tests('chaos'),
];
rmSync(reports, { recursive: true, force: true });

const sum = (pick: (counts: Counts) => number): number => results.reduce((total, counts) => total + pick(counts), 0);
const failed = sum((counts) => counts.failed);
process.stdout.write(`\n${sum((counts) => counts.passed)} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
