/**
 * Compares what it costs on one core to put resources into canonical form and hash them with the cost of the earlier function, which kept
 * every list in the order of the answer. Both take the demo estate's resources as the cloud answers them, in turns, within one run. Time
 * is processor time, so that other load on the machine counts little. `node test/bench/hash.ts`
 */
import { createHash } from 'node:crypto';
import type { LocatedResource } from '../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { CanonicalForm } from '../../shared/inventory/canonical-form.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import { permuted } from '../support/permuted.ts';
import { Estate } from './estate.ts';

const RESOURCES = 5000;
const ROUNDS = 7;
const WANTED_A_SECOND = 40_000;
const WANTED_RATIO = 2.5;

interface Sample {
  readonly type: ResourceType;
  readonly resource: LocatedResource;
}

/** The earlier function, which kept lists in the order of the answer: how resources were hashed before lists were sets. */
function hashedInOrder({ type, resource }: Sample): string {
  const relationships = [...resource.relationships].toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  const config = without(resource.config, [...type.volatile, ...type.times]);
  const state = canonicalJson({ ...stateOf({ ...resource, relationships }), config });
  return createHash('sha256').update(state).digest('base64url');
}

const without = (value: unknown, paths: readonly string[]): unknown =>
  paths.reduce((rest, path) => changed(rest, path.split('.'), () => undefined), value);

function changed(value: unknown, path: readonly string[], change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => changed(element, path, change));
  const [field, ...deeper] = path;
  if (value === null || typeof value !== 'object' || field === undefined || !(field in value)) return value;
  const { [field]: member, ...others } = value as Record<string, unknown>;
  const after = deeper.length === 0 ? change(member) : changed(member, deeper, change);
  return after === undefined ? others : { ...others, [field]: after };
}

const forms = new Map<string, CanonicalForm>();

function hashedAsSets({ type, resource }: Sample): string {
  let form = forms.get(type.type);
  if (!form) forms.set(type.type, (form = new CanonicalForm(type)));
  return form.hashed(resource).hash;
}

/** Microseconds of processor time for one resource. */
function cost(hashed: (sample: Sample) => string, samples: readonly Sample[]): number {
  const started = process.cpuUsage();
  for (const sample of samples) hashed(sample);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / samples.length;
}

/** The median of several rounds in which the two take turns, after a round that warms them up. */
function compare(samples: readonly Sample[]): { readonly before: number; readonly after: number } {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
    before: cost(hashedInOrder, samples),
    after: cost(hashedAsSets, samples),
  })).slice(1);
  const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { before: middle(rounds.map(({ before }) => before)), after: middle(rounds.map(({ after }) => after)) };
}

/** An endless sequence of numbers, the same in every run. */
function* numbers(): Generator<number> {
  for (let state = 1; ; state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) yield state >>> 8;
}

const estate = await Estate.load();
const answered = Array.from({ length: RESOURCES }, (_, number) => estate.sample(number));
const chance = numbers();
const shuffled = answered.map(({ type, resource }) => ({ type, resource: permuted(resource, chance) as LocatedResource }));

let isFast = true;
for (const [name, samples] of [
  ['as the cloud answers', answered],
  ['lists and members shuffled', shuffled],
] as const) {
  const { before, after } = compare(samples);
  const perSecond = 1e6 / after;
  isFast &&= perSecond >= WANTED_A_SECOND && after / before <= WANTED_RATIO;
  process.stdout.write(
    `hashing, ${name}: ${after.toFixed(1)} µs a resource as sets (${Math.round(perSecond).toLocaleString('en-US')} a second on one core; at least ` +
      `${WANTED_A_SECOND.toLocaleString('en-US')} are wanted), ${before.toFixed(1)} µs in the order of the answer: ` +
      `${(after / before).toFixed(2)} times (at most ${WANTED_RATIO} are wanted)\n`,
  );
}
process.exitCode = isFast ? 0 : 1;
