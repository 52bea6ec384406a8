/** Takes an inventoried resource under management without touching it: its configuration becomes what is specified. */
import { NotFound } from '../errors.ts';
import { isoTime } from '../seams.ts';
import { parseResourceUid, type ResourceUid } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { readableUid, storedUid } from '../readable-ids.ts';
import type { FieldProblem } from '../validation/field-problem.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import { fieldProblemsOf } from '../validation/invalid-request.ts';
import { type ActionDeps, existsAlready, firstRow, stored } from './actions.ts';
import { managedId } from './managed-id.ts';
import type { Adoptable, Manager } from './manager.ts';
import type { Json, JsonObject, ManagedRow } from './model.ts';
import { checkedSpec, unknownType } from './requests.ts';
import { shownValue } from './shown-value.ts';
import { adoptionSchema, isReservedTag, type RequestedAdoption } from './spec-schema.ts';

export interface AdoptionDeps extends ActionDeps {
  /** The resource in use that exists for whoever asks. */
  readonly inventoried: (uid: ResourceUid) => Promise<ResourceRow | undefined>;
}

/** @throws InvalidFields; NotFound; Conflict if it is managed already; InvalidRequest if no manager can keep it as it is */
export async function adoptManaged(body: Json, deps: AdoptionDeps): Promise<ManagedRow> {
  const parsed = adoptionSchema.safeParse(body);
  if (!parsed.success)
    throw new InvalidFields(fieldProblemsOf(parsed.error.issues, { schema: adoptionSchema, whole: '', input: body, shownValue }));
  const { resource_id, type, ...asked } = parsed.data;
  const row = await resourceOf(resource_id, deps);
  const { manager, adoptable } = managerOf(row, type, deps.managers);
  const adopted = adoptable.adopt({ resource_id: row.resource_id, name: row.name, config: row.config as JsonObject });
  const spec = await checkedSpec(
    {
      ...requested(asked),
      type: manager.type,
      name: row.name ?? row.resource_id,
      account_id: row.account_id,
      ...(manager.provider === 'aws' && { region: row.region }),
      config: adopted.config,
      tags: Object.fromEntries(Object.entries(row.tags ?? {}).filter(([key]) => !isReservedTag(key))),
      // A resource that was there before Muster stays after it, unless somebody says otherwise.
      deletion_policy: asked.deletion_policy ?? 'retain',
    },
    deps,
  );
  const [managed] = [...(await deps.resources.ofResource(row.resource_uid)), ...(await deps.resources.getMany([managedId(spec)]))];
  if (managed) throw existsAlready(managed);
  const first = firstRow(spec, deps);
  return await stored(
    {
      ...first,
      // The first generation is what is there, so that whatever differs later was changed by hand.
      applied_generation: first.generation,
      provider_resource_id: adopted.provider_resource_id,
      resource_uid: row.resource_uid,
      updated_at: isoTime(deps.clock.now()),
    },
    'adopted',
    deps,
  );
}

/** The members that the request gives, as JSON. */
const requested = (asked: Omit<RequestedAdoption, 'resource_id' | 'type'>): JsonObject =>
  // They were parsed from JSON; a member that is undefined was not given.
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as JsonObject;

async function resourceOf(written: string, { inventoried }: AdoptionDeps): Promise<ResourceRow> {
  const uid = storedUid(written);
  const field = 'resource_id';
  if (!parseResourceUid(uid))
    throw new InvalidFields([
      { field, message: `${field}: not the id of a resource; write <account>@<type>@<segment>@<id>, as a list of resources shows it.` },
    ]);
  // It has the form of a uid.
  const row = await inventoried(uid as ResourceUid);
  if (!row) throw new NotFound(`No resource ${shownValue(readableUid(uid))} is in use; GET /resources lists those that are.`);
  return row;
}

function managerOf(
  row: ResourceRow,
  type: string | undefined,
  managers: ReadonlyMap<string, Manager>,
): { readonly manager: Manager; readonly adoptable: Adoptable<JsonObject> } {
  if (type !== undefined && !managers.has(type)) throw new InvalidFields([unknownType(type, managers)]);
  const able = [...managers.values()].flatMap((manager) =>
    manager.adoptable?.resource_type === row.type ? [{ manager, adoptable: manager.adoptable }] : [],
  );
  const [found] = able.filter(({ manager }) => type === undefined || manager.type === type);
  if (found) return found;
  const which = able.map(({ manager }) => manager.type);
  const known = [...managers.values()].flatMap(({ adoptable }) => adoptable?.resource_type ?? []);
  const problem: FieldProblem =
    which.length === 0
      ? {
          field: 'resource_id',
          message: `resource_id: no manager takes over resources of the type ${row.type}; those that can be are ${[...new Set(known)].toSorted().join(', ')}.`,
        }
      : {
          field: 'type',
          message: `type: ${shownValue(type)} came: a resource of the type ${row.type} is managed as ${which.join(' or ')}.`,
          allowed: which,
        };
  throw new InvalidFields([problem]);
}
