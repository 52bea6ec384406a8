#!/usr/bin/env node
/**
 * Runs a script of this project under the version of Node.js that the project pins, which is the one that Lambda runs. The
 * launcher itself needs Node.js 20 or later. It installs missing packages first, so it is plain JavaScript without a dependency. Where
 * Muster is installed as a package, it installs nothing and takes the caller's Node.js if that is new enough.
 *
 *     node bin/launch.mjs [--flag-for-node ...] <script> [arguments ...]
 *
 * A relative path of a script starts at the project's root. The script gets the caller's arguments and working directory.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where Muster is installed as a package, npm has installed its dependencies, and there is no lockfile. Nothing is written there. */
const isPackage = !existsSync(join(root, 'package-lock.json'));
/** The first version of Node.js that runs Muster. */
const LEAST_NODE = 24;
const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const readPackages = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

/** Whether the script is a command of Muster, for which the packages for development are not installed: they are a third of the work. */
const isCommand = (script) => dirname(script) === join(root, 'bin');

/**
 * Whether `present` has each package of the lockfile `wanted` in its version; both by path, as npm's lockfiles have them. The
 * files' contents are compared, because their times mean nothing after a clone or a checkout. @param development also the packages
 * for development
 */
export const hasPackages = (wanted, present, development) =>
  Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.dev && !development)) return true;
    return present[path] ? present[path].version === entry.version : entry.optional || entry.devOptional;
  });

const isInstalled = (development) =>
  existsSync(pinnedNode) &&
  hasPackages(readPackages(join(root, 'package-lock.json')), readPackages(join(root, 'node_modules', '.package-lock.json')), development);

function install(development) {
  process.stderr.write('Installing the missing packages (npm ci); this happens once.\n');
  const arguments_ = ['ci', ...(development ? ['--include=dev'] : ['--omit=dev']), '--no-audit', '--no-fund', '--loglevel=error'];
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

/** The Node.js that runs Muster as a package: the caller's, or that of the package `node`, on which Muster depends. */
function nodeOfPackage() {
  if (Number.parseInt(process.versions.node, 10) >= LEAST_NODE) return process.execPath;
  try {
    const { resolve: find } = createRequire(join(root, 'package.json'));
    const found = join(dirname(find('node/package.json')), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(found)) return found;
  } catch {
    // The package is missing: told below.
  }
  process.stderr.write(
    `muster needs Node.js ${LEAST_NODE} or later, this is ${process.versions.node}; npm did not run the install script of its package "node" either. Install a newer Node.js.\n`,
  );
  process.exit(1);
}

/** The folder where compiled code is kept: below the packages or, where nothing may be written there, in the user's cache. */
const compileCache = () =>
  isPackage
    ? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'muster', 'node')
    : join(root, 'node_modules', '.cache', 'node');

/** Runs the command line and ends this process with the script's exit code. */
export function launch(commandLine) {
  const first = commandLine.findIndex((argument) => !argument.startsWith('--'));
  if (first === -1) {
    process.stderr.write('Usage: node bin/launch.mjs [--flag-for-node ...] <script> [arguments ...]\n');
    process.exit(2);
  }
  const script = resolve(root, commandLine[first]);
  const development = !isCommand(script);
  if (!isPackage && !isInstalled(development)) install(development);
  const node = isPackage ? nodeOfPackage() : pinnedNode;

  const types = isPackage ? ['--import', pathToFileURL(join(root, 'bin', 'strip-types.mjs')).href] : [];
  const flags = ['--disable-warning=ExperimentalWarning', ...types, ...commandLine.slice(0, first)];
  const child = spawn(node, [...flags, script, ...commandLine.slice(first + 1)], {
    stdio: 'inherit',
    env: {
      // So that a second start compiles nothing again.
      NODE_COMPILE_CACHE: compileCache(),
      // By default, the C library of Linux keeps freed memory apart for each of many threads, which a process with many threads never uses again.
      MALLOC_ARENA_MAX: '2',
      // It gives back at once the memory of what is large, and what is free at the end; otherwise it keeps up to 64 MB of each.
      MALLOC_MMAP_THRESHOLD_: '65536',
      MALLOC_TRIM_THRESHOLD_: '131072',
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) launch(process.argv.slice(2));
