/**
 * Measures what a function loads when it starts, with 100 registered types against ten: the size of the part of its bundle that is loaded
 * at start, the size of the whole bundle, and the processor time that importing it takes. The types and services are generated in a copy
 * of the project, each service with its own reader module. `node bin/launch.mjs test/bench/bundles.ts`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generatedTypes, registryModules, type ServiceFolder, serviceFolders, SERVICES_FOLDER } from '../../scripts/generate-types.ts';
import { bytesAtStart, bytesOfAll } from '../support/bundle-files.ts';
import { copyProject, importTime } from './project-copy.ts';

const FEW = 10;
const MANY = 100;
const TYPES_OF_A_SERVICE = 4;
const WANTED_RATIO = 1.2;
const IMPORTS = 9;
/** The spread of the measurement in milliseconds: smaller differences mean nothing. */
const NOISE_MS = 5;

interface Bundle {
  readonly name: string;
  /** Bytes that are loaded when the function starts. */
  readonly atStart: number;
  /** Bytes of the whole folder. */
  readonly all: number;
  readonly folder: string;
}

const folder = mkdtempSync(join(tmpdir(), 'muster-bundles-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const few = await bundlesOf('few', FEW);
const many = await bundlesOf('many', MANY);
const times = importTimes(few, many);

let isGood = true;
process.stdout.write(`${'function'.padEnd(22)}${'at start'.padStart(22)}${'whole'.padStart(22)}${'import'.padStart(22)}\n`);
for (const [index, { name, atStart, all }] of few.entries()) {
  const other = many[index] as Bundle;
  const [fewMs = 0, manyMs = 0] = times[index] ?? [];
  isGood &&= other.atStart <= atStart * WANTED_RATIO && manyMs <= fewMs * WANTED_RATIO + NOISE_MS;
  const pair = (one: string, two: string): string => `${one} → ${two}`.padStart(22);
  process.stdout.write(
    `${name.padEnd(22)}${pair(kilobytes(atStart), kilobytes(other.atStart))}${pair(kilobytes(all), kilobytes(other.all))}` +
      `${pair(`${fewMs.toFixed(0)} ms`, `${manyMs.toFixed(0)} ms`)}\n`,
  );
}
process.stdout.write(
  `bundles: ${FEW} registered types → ${MANY} (at most ${WANTED_RATIO} times the size at start and the import time are wanted)\n`,
);
process.exit(isGood ? 0 : 1);

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString('en-US')} KB`;
}

/** Builds the bundles of a copy of the project in which `count` types are registered. */
async function bundlesOf(name: string, count: number): Promise<readonly Bundle[]> {
  const root = join(folder, name);
  copyProject(root);
  const registered = await serviceFolders(root);
  const present = registered.reduce((sum, { loaded }) => sum + loaded.types.length, 0);
  if (count > present) addServices(root, count - present);
  const files = count > present ? await generatedTypes(root) : registryModules(firstTypes(registered, count));
  for (const { path, text } of files) writeFileSync(join(root, path), text);

  const { bundleFunctions } = (await import(pathToFileURL(join(root, 'lib/bundle.ts')).href)) as typeof import('../../lib/bundle.ts');
  const out = join(root, 'out');
  // Bundled as for the local platform, because DuckDB's library is put only into a bundle that is deployed.
  const names = await bundleFunctions(out, { purpose: 'local' });
  return names.map((each) => {
    const bundle = join(out, each);
    return { name: each, atStart: bytesAtStart(bundle), all: bytesOfAll(bundle), folder: bundle };
  });
}

function firstTypes(folders: readonly ServiceFolder[], count: number): readonly ServiceFolder[] {
  let left = count;
  return folders.flatMap(({ loaded, files }) => {
    // Parents come first, because a type cannot be registered without its parents.
    const types = loaded.types.toSorted((a, b) => Number(a.parents !== undefined) - Number(b.parents !== undefined)).slice(0, left);
    left -= types.length;
    return types.length > 0 ? [{ loaded: { ...loaded, types }, files }] : [];
  });
}

/** Adds services whose types are copies of the subnet's under other names. */
function addServices(root: string, types: number): void {
  const services = join(root, SERVICES_FOLDER);
  const service = readFileSync(join(services, 'ec2/service.ts'), 'utf8');
  const type = readFileSync(join(services, 'ec2/subnet.ts'), 'utf8');
  for (let made = 0; made < types; made += 1) {
    const title = `Bench${Math.floor(made / TYPES_OF_A_SERVICE)}`;
    const at = join(services, title.toLowerCase());
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'service.ts'), service.replace("id: 'ec2'", `id: '${title.toLowerCase()}'`));
    writeFileSync(join(at, `thing-${made}.ts`), type.replace("type: 'AWS::EC2::Subnet'", `type: 'AWS::${title}::Thing${made}'`));
  }
}

/** The shortest of several imports of each bundle, each in its own process. The two sides take turns, so that other load meets both. */
function importTimes(one: readonly Bundle[], other: readonly Bundle[]): readonly (readonly [number, number])[] {
  return one.map((bundle, index) => {
    const pair = [bundle, other[index] as Bundle].map(({ folder: at }) => pathToFileURL(join(at, 'index.mjs')).href);
    const best = [Infinity, Infinity];
    for (let run = 0; run < IMPORTS; run += 1) {
      for (const [side, url] of pair.entries()) best[side] = Math.min(best[side] ?? Infinity, importTime(url).processorMs);
    }
    return [best[0] ?? 0, best[1] ?? 0] as const;
  });
}
