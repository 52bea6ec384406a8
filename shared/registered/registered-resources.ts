/**
 * Registered resources: what people register because no cloud lists it. Their rows are rows like all others, written as an inventory writes its own: with
 * their newest change, their links and their events. All of them are in one account, so that a resource keeps its uid when its owner changes.
 */
import { contentHash } from '../canonical-json.ts';
import type { LocatedResource } from '../clouds/cloud.ts';
import type { ResourceType } from '../clouds/resource-type.ts';
import type { AssignOptions, Ownership } from '../customers/ownership.ts';
import { Conflict, InvalidRequest, NotFound } from '../errors.ts';
import type { Outbox } from '../events/outbox.ts';
import { resourceOwner } from '../events/owners.ts';
import { type CustomerId, type JobId, providerOf, REGISTERED_ACCOUNT, resourceKey, resourceUid, type ResourceUid } from '../ids.ts';
import { stateOf } from '../inventory/changes.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { Repository } from '../inventory/repository.ts';
import { ResourceEvents } from '../inventory/resource-events.ts';
import { readableUid } from '../readable-ids.ts';
import { isoTime } from '../seams.ts';
import { checkBounds, type RegisteredState } from './body.ts';
import { REGISTERED_SEGMENT, RegisteredSlices, type RegisteredSlicesDeps } from './registered-slices.ts';
import { registeredType } from '../clouds/registered-type.ts';
import type { RegisteredTypes } from './registered-types.ts';

export interface RegisteredDeps extends RegisteredSlicesDeps {
  readonly outbox: Outbox;
  readonly types: RegisteredTypes;
  readonly owned: Ownership;
}

export interface Registration extends RegisteredState {
  readonly type: string;
  /** The last part of the uid; without it, one is made up. */
  readonly resource_id?: string | undefined;
  /** Who gets the resource. */
  readonly customer_id?: CustomerId | undefined;
}

/** The members that a change may replace, each as a whole. `undefined` leaves it as it is. */
export type RegisteredChange = { readonly [F in keyof RegisteredState]?: RegisteredState[F] | undefined };

/** Stands in the history for the job that has written a change. */
export const REGISTRATION = 'registered' as JobId;
const MAX_TRIES = 5;

export class RegisteredResources {
  readonly #deps: RegisteredDeps;
  readonly #slices: RegisteredSlices;

  constructor(deps: RegisteredDeps) {
    this.#deps = deps;
    this.#slices = new RegisteredSlices(deps);
  }

  /**
   * Registers a resource. It is assigned first, so that its owner may see it from its first moment on, and nothing is registered for a customer who cannot
   * have it. @throws InvalidRequest; NotFound if there is no such customer; Conflict if the id is taken, or the customer is being removed
   */
  async register(
    { type: name, resource_id, customer_id, ...given }: Registration,
    { by }: Pick<AssignOptions, 'by'>,
  ): Promise<ResourceRow> {
    const type = typeOf(name);
    checkBounds(given);
    await this.#deps.types.check(name, given.config);
    const id = resource_id ?? `reg-${this.#deps.random.hex(32)}`;
    const uid = resourceUid(REGISTERED_ACCOUNT, name, REGISTERED_SEGMENT, id);
    const before = await this.#stored(uid);
    if (before?.is_last === 1)
      throw new Conflict(`The resource ${readableUid(uid)} is registered already; change it, or choose another id.`);
    await this.#slices.open(name);
    const assignment = customer_id && (await this.#deps.owned.assign(customer_id, { id: uid, name: given.name }, { by }));
    const resource = locatedOf(id, given);
    const repository = this.#repository(before);
    const written = await repository.write(
      type,
      REGISTERED_SEGMENT,
      resource,
      hashOf(resource),
      before ? 'present' : 'absent',
      resource_id === undefined ? 'unheard_of' : 'other',
    );
    if (written === 'too_large' || written === 'superseded') {
      if (assignment) await this.#deps.owned.release(assignment.customer_id, uid);
      throw written === 'too_large'
        ? new InvalidRequest('body', 'body: the resource is too large to be stored; leave parts out.')
        : changing(uid);
    }
    await repository.copyChanges();
    await this.#slices.count(name, 1);
    return await this.require(uid);
  }

  /**
   * Changes a registered resource. Changes of other fields at the same time are kept. One that changes nothing writes nothing.
   * @throws NotFound; Conflict if a cloud lists the resource; InvalidRequest
   */
  async change(uid: ResourceUid, change: RegisteredChange): Promise<{ readonly before: ResourceRow; readonly after: ResourceRow }> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.require(uid);
      const { name = before.name ?? before.resource_id, region = before.region, tags = before.tags ?? {} } = change;
      const { config = before.config, relationships = before.relationships } = change;
      const state = { name, region, tags, config, relationships };
      checkBounds(state);
      if (change.config !== undefined) await this.#deps.types.check(before.type, config);
      const resource = locatedOf(before.resource_id, state);
      const hash = hashOf(resource);
      if (hash === before.content_hash) return { before, after: before };
      const repository = this.#repository(before);
      if (!(await repository.revise(typeOf(before.type), before, resource, hash))) continue;
      await repository.copyChanges();
      return { before, after: await this.require(uid) };
    }
    throw changing(uid);
  }

  /** Marks a registered resource deleted. Its assignment stays. @throws NotFound; Conflict if a cloud lists the resource */
  async remove(uid: ResourceUid): Promise<ResourceRow> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.require(uid);
      const repository = this.#repository(before);
      if (!(await repository.delete(typeOf(before.type), REGISTERED_SEGMENT, before.resource_id))) continue;
      await repository.copyChanges();
      await this.#slices.count(before.type, -1);
      return before;
    }
    throw changing(uid);
  }

  /** The row of a registered resource in use. @throws NotFound; Conflict if a cloud lists the resource */
  async require(uid: ResourceUid): Promise<ResourceRow> {
    const row = await this.#stored(uid);
    if (row && row.account_id !== REGISTERED_ACCOUNT)
      throw new Conflict(
        `The resource ${readableUid(uid)} is listed by ${providerOf(row.account_id)}, and Muster shows what is there; change it in the cloud.`,
      );
    if (row?.is_last !== 1) throw new NotFound(`No resource ${readableUid(uid)} is registered; GET /resources lists resources.`);
    return row;
  }

  async #stored(uid: ResourceUid): Promise<ResourceRow | undefined> {
    // The store's items are untyped; this is a row of `resources`.
    return (await this.#deps.store.get('resources', resourceKey(uid), { consistent: true })) as ResourceRow | undefined;
  }

  /** Writes as a run whose time is not before that of the row, so that a clock that is behind stops nothing. */
  #repository(before: ResourceRow | undefined): Repository {
    const { store, clock, outbox } = this.#deps;
    const now = isoTime(clock.now());
    const observed_at = before && before.observed_at > now ? before.observed_at : now;
    const run = {
      account_id: REGISTERED_ACCOUNT,
      job_id: REGISTRATION,
      observed_at,
      was_removed: false,
      isNewest: () => Promise.resolve(true),
    };
    return new Repository(store, run, new ResourceEvents(outbox, resourceOwner(store, REGISTERED_ACCOUNT), 'all'));
  }
}

/** @throws InvalidRequest naming `type` */
export function typeOf(name: string): ResourceType {
  const type = registeredType(name);
  if (type) return type;
  throw new InvalidRequest(
    'type',
    `type: ${JSON.stringify(name.slice(0, 100))} is not a type of registered resources; write Registered:: and a name such as Registered::VirtualMachine (letters and digits, the first a capital, at most 60).`,
  );
}

const locatedOf = (resource_id: string, { name, region, tags, config, relationships }: RegisteredState): LocatedResource => ({
  resource_id,
  native_id: null,
  name,
  region,
  tags,
  config,
  unread: {},
  relationships,
});

/** Lists are in the order in which people write them, so they are not put into canonical form. */
const hashOf = (resource: LocatedResource): string => contentHash(stateOf(resource));

const changing = (uid: ResourceUid): Conflict =>
  new Conflict(`The resource ${readableUid(uid)} is being changed by other requests; try again.`);
