#!/usr/bin/env node
/**
 * Runs a script of this project under the version of Node.js that the project pins, which is the one that Lambda runs. The
 * launcher itself needs Node.js 20 or later. It installs missing packages first, so it is plain JavaScript without a dependency.
 *
 *     node bin/launch.mjs [--flag-for-node ...] <script> [arguments ...]
 *
 * A relative path of a script starts at the project's root. The script gets the caller's arguments and working directory.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const readPackages = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

/** Compares the lockfiles' contents, because the times of files mean nothing after a clone or a checkout. */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return (
    existsSync(pinnedNode) &&
    Object.entries(wanted).every(
      ([path, entry]) => path === '' || (present[path] ? present[path].version === entry.version : entry.optional || entry.devOptional),
    )
  );
}

function install() {
  process.stderr.write('Installing the missing packages (npm ci); this happens once.\n');
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', arguments_, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(`npm ci failed${result.error ? `: ${result.error.message}` : ''}. Run it in ${root} to see why.\n`);
    process.exit(1);
  }
  if (!existsSync(pinnedNode)) {
    process.stderr.write(
      `npm ci did not install ${pinnedNode}, because npm did not run its install script. Allow it, then run npm rebuild node in ${root}.\n`,
    );
    process.exit(1);
  }
}

/** Runs the command line and ends this process with the script's exit code. */
export function launch(commandLine) {
  const first = commandLine.findIndex((argument) => !argument.startsWith('--'));
  if (first === -1) {
    process.stderr.write('Usage: node bin/launch.mjs [--flag-for-node ...] <script> [arguments ...]\n');
    process.exit(2);
  }
  if (!isInstalled()) install();

  const script = resolve(root, commandLine[first]);
  const flags = ['--disable-warning=ExperimentalWarning', ...commandLine.slice(0, first)];
  const child = spawn(pinnedNode, [...flags, script, ...commandLine.slice(first + 1)], {
    stdio: 'inherit',
    env: {
      // The compile cache lies beside the packages, so that a second start compiles nothing again.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
      // By default, the C library of Linux keeps freed memory apart for each of many threads, which a process with many threads never uses again.
      MALLOC_ARENA_MAX: '2',
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${pinnedNode} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) launch(process.argv.slice(2));
