/**
 * DuckDB's native library beside the bundle of a function that uses it. npm installs it for the machine that it runs on, and a
 * function runs on Linux: for another machine than that, npm fetches the package of the same version by its name.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What is loaded, and the library that it loads from its own folder. */
const FILES = ['duckdb.node', 'libduckdb.so'] as const;

/** The names that Lambda gives to processors. */
export const ARCHITECTURES = ['arm64', 'x86_64'] as const;
export type FunctionArchitecture = (typeof ARCHITECTURES)[number];

const PACKAGES = {
  arm64: '@duckdb/node-bindings-linux-arm64',
  x86_64: '@duckdb/node-bindings-linux-x64',
} as const satisfies Record<FunctionArchitecture, string>;

/** What a bundle for a deployment asks for. */
export const DEPLOYED_BINDING = `./${FILES[0]}`;

/** What a bundle asks for that runs on this machine. */
export const INSTALLED_BINDING = join(ROOT, 'node_modules', '@duckdb', 'node-bindings', 'duckdb.js');

/** Whose library `npm ci` has installed, so that a synthesis needs no network; elsewhere than on Linux the cheaper one. */
export const installedArchitecture = (): FunctionArchitecture =>
  process.platform === 'linux' && process.arch === 'x64' ? 'x86_64' : 'arm64';

/** @throws Error if the library has to be fetched and cannot be, or is not the one that the lockfile names */
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
    const told = execFileSync('npm', ['pack', '--json', '--pack-destination', partial, spec], { encoding: 'utf8', shell: isWindows });
    const [packed] = JSON.parse(told) as readonly { readonly filename: string; readonly integrity: string }[];
    if (packed?.integrity !== integrity) throw new Error(`npm answers with another ${spec} than package-lock.json names.`);
    execFileSync('tar', ['-xzf', packed.filename, '--strip-components', '1'], { cwd: partial });
    rmSync(join(partial, packed.filename));
    mkdirSync(dirname(kept), { recursive: true });
    renameSync(partial, kept);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error(
      `The export worker needs ${spec}, which is not installed and which npm cannot fetch; see that it reaches its registry.`,
      {
        cause: error,
      },
    );
  }
}

/** There, `npm` is a script of the shell. */
const isWindows = process.platform === 'win32';
