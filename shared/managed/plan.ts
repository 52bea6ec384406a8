/** Tells what a spec would change, from what was seen last: no provider is asked. */
import { canonicalJson } from '../canonical-json.ts';
import { withDefaults } from './config-check.ts';
import { type ReadyDependency, resolveConfig } from './dependencies.ts';
import type { Effect, Manager } from './manager.ts';
import { pointerOf } from './member-path.ts';
import { isObject } from './merge-patch.ts';
import type { Json, JsonObject, ManagedRow, Spec } from './model.ts';
import { formerTags, tagDifferences } from './tag-differences.ts';

export const PLAN_ACTIONS = ['create', 'update', 'replace', 'delete', 'report', 'refuse', 'none'] as const;
export type PlanAction = (typeof PLAN_ACTIONS)[number];

export interface PlannedField {
  /** A JSON Pointer into the spec: `/config/size`. */
  readonly path: string;
  readonly now: Json;
  readonly then: Json;
  readonly effect: Effect | 'create';
}

export interface Plan {
  /** `report`: differences that others have made, and that are only told. `refuse`: a request for this would be refused, or Muster cannot make it so. */
  readonly action: PlanAction;
  readonly fields: readonly PlannedField[];
  /** When the resource was seen last. Null if it never was. ISO 8601. */
  readonly observed_at: string | null;
  readonly observed_seconds_ago: number | null;
  /** Sentences on what stands against the plan, or is not known yet. */
  readonly notes: readonly string[];
}

export interface PlanInput {
  /** As it would be. */
  readonly spec: Spec;
  readonly manager: Manager;
  /** As it is; undefined for a new one. */
  readonly row: ManagedRow | undefined;
  /** The managed dependencies that were seen, by their names in the spec. */
  readonly dependencies: ReadonlyMap<string, ReadyDependency>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function planOf(input: PlanInput): Plan {
  const { row, spec, now } = input;
  const observed_at = row?.last_reconciled ?? null;
  const seen = {
    observed_at,
    observed_seconds_ago: observed_at === null ? null : Math.max(0, Math.round((now - Date.parse(observed_at)) / 1000)),
  };
  if (row?.deletion_requested_at !== undefined) return { action: 'delete', fields: [], ...seen, notes: [DELETION[deletionOf(row.spec)]] };
  const { config, notes } = configOf(input);
  const fields = row?.actual_config === undefined ? newFields(spec, config) : changedFields(input, row.actual_config, row.spec, config);
  const action = actionOf(fields, input);
  return { action, fields, ...seen, notes: [...notes, ...notesOf(action, input)] };
}

const deletionOf = ({ mode, deletion_policy }: Spec): Spec['deletion_policy'] => (mode === 'observe' ? 'retain' : deletion_policy);

const DELETION: Readonly<Record<Spec['deletion_policy'], string>> = {
  retain: 'It stays at the provider, and is not managed any more.',
  delete: 'It is deleted at the provider.',
  snapshot: 'A snapshot is taken, then it is deleted at the provider.',
};

/** The configuration with outputs of the dependencies, or with their references where an output is not known yet. */
function configOf({ spec, manager, dependencies }: PlanInput): { readonly config: JsonObject; readonly notes: readonly string[] } {
  const config = withDefaults(manager, spec.config);
  const waiting = spec.dependencies.filter(({ name, managed_id }) => managed_id !== undefined && !dependencies.has(name));
  if (waiting.length > 0)
    return { config, notes: [`It waits for ${waiting.map(({ name }) => name).join(', ')}; what they give to it is not known yet.`] };
  const resolved = resolveConfig(spec, manager, dependencies);
  return 'config' in resolved ? { config: resolved.config, notes: [] } : { config, notes: [resolved.problem] };
}

/** The members at the ends of objects. An empty object is one, a list too. */
const leavesOf = (value: Json, path: readonly string[]): readonly { readonly path: string; readonly value: Json }[] =>
  isObject(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]))
    : [{ path: pointerOf(path), value }];

const newFields = ({ tags }: Spec, config: JsonObject): readonly PlannedField[] =>
  [...Object.entries(config).flatMap(([key, value]) => leavesOf(value, ['config', key])), ...membersOf('tags', tags)].map(
    ({ path, value }): PlannedField => ({ path, now: null, then: value, effect: 'create' }),
  );

const membersOf = (field: string, members: JsonObject) => Object.entries(members).flatMap(([key, value]) => leavesOf(value, [field, key]));

/** The fields beside the configuration that a change may touch. */
const BESIDES = [
  'dependencies',
  'customer_id',
  'application_id',
  'deletion_policy',
  'mode',
  'paused',
  'drift',
] as const satisfies readonly (keyof Spec)[];

function changedFields(input: PlanInput, actual: JsonObject, before: Spec, config: JsonObject): readonly PlannedField[] {
  const { manager, spec } = input;
  const inConfig = manager.diff(config, actual).map(({ path, ...rest }): PlannedField => ({ path: `/config${path}`, ...rest }));
  const metadata = mapFields('metadata', asJson(before.metadata), asJson(spec.metadata));
  const others = BESIDES.flatMap((field) => fieldIfChanged(pointerOf([field]), jsonOf(before[field]), jsonOf(spec[field])));
  return [...inConfig, ...tagFields(input, before), ...metadata, ...others];
}

/** The tags as the provider told them; where it tells none, what the specification changes. */
function tagFields({ spec, row, manager }: PlanInput, before: Spec): readonly PlannedField[] {
  if (!manager.retag || !row?.actual_tags) return mapFields('tags', before.tags, spec.tags);
  return tagDifferences(spec, row.actual_tags, formerTags(row.former_tags ?? [], before, spec));
}

/** Specs are stored as JSON: their parts are JSON, whatever their types are called. */
const asJson = (part: object): JsonObject => part as JsonObject;
const jsonOf = (part: unknown): Json => (part === undefined ? null : (part as Json));

function mapFields(field: string, before: JsonObject, after: JsonObject): readonly PlannedField[] {
  const [old, wanted] = [before, after].map((members) => new Map(membersOf(field, members).map(({ path, value }) => [path, value])));
  return [...new Set([...(old?.keys() ?? []), ...(wanted?.keys() ?? [])])].flatMap((path) =>
    fieldIfChanged(path, old?.get(path) ?? null, wanted?.get(path) ?? null),
  );
}

const fieldIfChanged = (path: string, now: Json, then: Json): readonly PlannedField[] =>
  canonicalJson(now) === canonicalJson(then) ? [] : [{ path, now, then, effect: 'update' }];

const isRefused = ({ effect }: PlannedField, { deletion_policy }: Spec): boolean =>
  effect === 'immutable' || (effect === 'replace' && deletion_policy === 'retain');

/** Whether nobody has asked for the differences, so that others have made them. */
const isDrift = ({ row, spec }: PlanInput): boolean =>
  row !== undefined && row.applied_generation === row.generation && canonicalJson(row.spec) === canonicalJson(spec);

function actionOf(fields: readonly PlannedField[], input: PlanInput): PlanAction {
  const { spec } = input;
  if (fields.length === 0) return 'none';
  if (fields.some((field) => isRefused(field, spec))) return 'refuse';
  if (fields.every(({ effect }) => effect === 'create')) return 'create';
  if (spec.mode === 'observe' || (isDrift(input) && spec.drift === 'report')) return 'report';
  return fields.some(({ effect }) => effect === 'replace') ? 'replace' : 'update';
}

function notesOf(action: PlanAction, { spec, row }: PlanInput): readonly string[] {
  const isSeen = row?.actual_config !== undefined;
  return [
    ...(action === 'refuse'
      ? [
          'Fields whose effect is "immutable" cannot be changed; a resource whose deletion policy is "retain" is not replaced. Leave them as they are, or ask for another resource.',
        ]
      : []),
    ...(action === 'report'
      ? [`Differences at the provider are only told, because ${spec.mode === 'observe' ? 'mode is "observe"' : 'drift is "report"'}.`]
      : []),
    ...(action === 'replace' ? ['The resource is deleted as its deletion policy says, and created again.'] : []),
    ...(action === 'create' && spec.mode === 'observe' ? ['It is only observed (mode is "observe"), so that nobody creates it.'] : []),
    ...(spec.paused ? ['It is paused: nothing is done until paused is false.'] : []),
    ...(row?.provider_resource_id !== undefined && !isSeen ? ['It exists, but has not been seen whole yet.'] : []),
  ];
}
