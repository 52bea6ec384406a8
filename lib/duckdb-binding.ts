/**
 * Puts DuckDB's native library beside the bundle of a function that uses it. A function runs on Linux. npm installs the library for
 * the machine that it runs on; if that is not the function's platform, the package of the same version is fetched with `npm pack`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The Node.js addon, and the library that the addon loads from its own folder. */
const FILES = ['duckdb.node', 'libduckdb.so'] as const;

/** The names that Lambda gives to processors. */
export const ARCHITECTURES = ['arm64', 'x86_64'] as const;
export type FunctionArchitecture = (typeof ARCHITECTURES)[number];

const PACKAGES = {
  arm64: '@duckdb/node-bindings-linux-arm64',
  x86_64: '@duckdb/node-bindings-linux-x64',
} as const satisfies Record<FunctionArchitecture, string>;

/** The module that a deployed bundle loads. */
export const DEPLOYED_BINDING = `./${FILES[0]}`;

/** The module that a bundle loads which runs on this machine. */
export const INSTALLED_BINDING = join(ROOT, 'node_modules', '@duckdb', 'node-bindings', 'duckdb.js');

/** The architecture whose library `npm ci` has installed if this is Linux, so that a synthesis needs no network; else the cheaper one. */
export const installedArchitecture = (): FunctionArchitecture =>
  process.platform === 'linux' && process.arch === 'x64' ? 'x86_64' : 'arm64';

/**
 * Copies the library's files into `folder`.
 * @throws Error if the library must be fetched and cannot be, or is not the one that package-lock.json names
 */
export function putBinding(folder: string, architecture: FunctionArchitecture): void {
  const source = folderOf(PACKAGES[architecture]);
  for (const file of FILES) copyFileSync(join(source, file), join(folder, file));
}

function folderOf(name: string): string {
  const installed = join(ROOT, 'node_modules', name);
  if (existsSync(join(installed, FILES[0]))) return installed;
  const { version, integrity } = lockedPackage(name);
  const kept = join(ROOT, 'node_modules', '.cache', 'muster-duckdb', `${name.replace('/', '-')}-${version}`);
  if (!existsSync(kept)) fetchPackage(`${name}@${version}`, integrity, kept);
  return kept;
}

interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
}

function lockedPackage(name: string): LockedPackage {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`package-lock.json does not name ${name}; install @duckdb/node-api again.`);
  return found;
}

function fetchPackage(spec: string, integrity: string, kept: string): void {
  const partial = `${kept}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const output = execFileSync('npm', ['pack', '--json', '--pack-destination', partial, spec], { encoding: 'utf8', shell: isWindows });
    const [packed] = JSON.parse(output) as readonly { readonly filename: string; readonly integrity: string }[];
    if (packed?.integrity !== integrity) throw new Error(`npm's ${spec} has not the integrity hash that package-lock.json names.`);
    execFileSync('tar', ['-xzf', packed.filename, '--strip-components', '1'], { cwd: partial });
    rmSync(join(partial, packed.filename));
    mkdirSync(dirname(kept), { recursive: true });
    renameSync(partial, kept);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(
      `The export worker needs ${spec}, which is not installed and which npm could not fetch. Check that npm reaches its registry.`,
      {
        cause: error,
      },
    );
  }
}

/** On Windows `npm` is a shell script, which only a shell can run. */
const isWindows = process.platform === 'win32';
