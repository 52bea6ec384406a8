/**
 * Measures what it costs on one core to hash the resources of one giant slice and to compare them with the stored rows, as a ratio to `JSON.stringify`
 * and SHA-256 of the same resources in the same run, and how far that raises the memory. Time is processor time, so that other load on the machine counts little.
 * `node test/bench/giant-slice.ts [resources]`
 */
import { hash } from 'node:crypto';
import type { CloudSession, LocatedResource } from '../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { CanonicalForm } from '../../shared/inventory/canonical-form.ts';
import { Fetcher } from '../../shared/inventory/fetcher.ts';
import { NO_COUNTS } from '../../shared/inventory/model.ts';
import { Reconciler } from '../../shared/inventory/reconciler.ts';
import { runSlices, type SliceSink } from '../../shared/inventory/slice-runner.ts';
import { Estate } from './estate.ts';
import { MemoryWatch } from './memory.ts';

const RESOURCES = Number(process.argv[2] ?? 1_000_000);
const PAGE = 500;
const BYTES = { least: 1_400, most: 1_600 };
/** Resources of the estate that are looked through for one of the right size. */
const LOOKED_THROUGH = 3_000;
const WANTED_RATIO = 3;
const WANTED_MB = 250;
const ROUND = 10;

interface Template {
  readonly type: ResourceType;
  readonly resource: LocatedResource;
}

/** Resources of one type with about 1.5 KB of JSON each. */
async function templates(): Promise<readonly Template[]> {
  const estate = await Estate.load();
  const fitting = Array.from({ length: LOOKED_THROUGH }, (_, number) => estate.sample(number)).filter(({ resource }) => {
    const { length } = JSON.stringify(resource);
    return length >= BYTES.least && length <= BYTES.most;
  });
  const [first = []] = [...Map.groupBy(fitting, ({ type }) => type.type).values()].toSorted((a, b) => b.length - a.length);
  return first;
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

const unexpected = (...what: readonly unknown[]): never => {
  throw new Error('The bench did not expect this.', { cause: what });
};

const [{ type } = unexpected(), ...others] = await templates();
const pool = others.map(({ resource }) => resource);
const idOf = (number: number): string => `${type.type}/${number.toString(36).padStart(60, '_')}`;

function* pages(): Generator<readonly LocatedResource[]> {
  for (let at = 0; at < RESOURCES; at += PAGE) {
    yield Array.from({ length: Math.min(PAGE, RESOURCES - at) }, (_, index) => {
      const template = pool[(at + index) % pool.length]!;
      return { ...template, resource_id: idOf(at + index) };
    });
  }
}

/** Makes every page and does `work` with it. Returns seconds of processor time. */
function timed(work: (page: readonly LocatedResource[]) => void): number {
  const started = process.cpuUsage();
  for (const page of pages()) work(page);
  return seconds(process.cpuUsage(started));
}

class CountingSink implements SliceSink<{ readonly unchanged: number }> {
  readonly reconciler: Reconciler;
  #unchanged = 0;

  constructor(reconciler: Reconciler) {
    this.reconciler = reconciler;
  }

  async keep(page: Parameters<SliceSink<object>['keep']>[0]): Promise<void> {
    this.#unchanged += page.filter(({ decision }) => decision === 'unchanged').length;
  }

  async complete(): Promise<{ readonly unchanged: number }> {
    const { missing } = this.reconciler.end();
    return { unchanged: this.#unchanged - missing };
  }

  incomplete = unexpected;
  interrupted = () => NO_COUNTS;
}

/** Reads the slice as a worker does, up to its writes. */
async function read(reconciler: Reconciler, onPage: () => void): Promise<number> {
  const session: CloudSession = {
    regions: unexpected,
    fetch: async function* () {
      for (const page of pages()) {
        onPage();
        yield page;
      }
    },
    apiCalls: () => 0,
    close: unexpected,
  };
  const { reports } = await runSlices(
    [{ type, segment: 'eu-west-1' }],
    new Fetcher(session),
    { open: async () => new CountingSink(reconciler), unopened: unexpected },
    { sliceConcurrency: 1, stop: async () => undefined, onFault: unexpected },
  );
  return reports[0]?.unchanged ?? 0;
}

const form = new CanonicalForm(type);
const known = pool.map((resource) => form.hashed(resource).hash);
for (let warmUp = 0; warmUp < ROUND; warmUp += 1) for (const resource of pool) hash('sha256', JSON.stringify(resource), 'base64url');

const making = timed(() => undefined);
const plain = timed((page) => page.forEach((resource) => hash('sha256', JSON.stringify(resource), 'base64url'))) - making;

using memory = new MemoryWatch();
const reconciler = new Reconciler();
for (let number = 0; number < RESOURCES; number += 1) reconciler.know(idOf(number), { hash: known[number % pool.length]!, in_use: true });
memory.look();
const started = process.cpuUsage();
const unchanged = await read(reconciler, () => memory.look());
const compared = seconds(process.cpuUsage(started)) - making;

const ratio = compared / plain;
const bytes = pool.reduce((sum, resource) => sum + JSON.stringify(resource).length, 0) / pool.length;
const perResource = (total: number): string => `${((total / RESOURCES) * 1e6).toFixed(1)} µs`;
process.stdout.write(
  `a slice of ${RESOURCES.toLocaleString('en-US')} resources of ${Math.round(bytes)} bytes (${type.type}), ${unchanged.toLocaleString('en-US')} unchanged: hashed and compared in ` +
    `${perResource(compared)} a resource, JSON.stringify and SHA-256 take ${perResource(plain)}: ${ratio.toFixed(2)} times (at most ${WANTED_RATIO} are wanted); ` +
    `${Math.round(memory.heapMb)} MB of heap and buffers above the start (at most ${WANTED_MB} are wanted)\n`,
);
process.exitCode = unchanged === RESOURCES && ratio <= WANTED_RATIO && memory.heapMb <= WANTED_MB ? 0 : 1;
