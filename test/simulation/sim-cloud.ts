/** The simulated cloud: accounts whose resources change while they are read, and the sessions that read them. */
import { MAX_JSON_CHARACTERS } from '../../shared/storage/stored-form.ts';
import { CloudError, type CloudErrorClass } from '../../shared/clouds/cloud-error.ts';
import { Bookmark } from '../../shared/clouds/bookmark.ts';
import {
  type CloudSession,
  type FetchedResource,
  GLOBAL_SEGMENT,
  type KnownVersions,
  type LocatedResource,
} from '../../shared/clouds/cloud.ts';
import { RateLimiter, withHeadroom } from '../../shared/clouds/rate-limiter.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import type { ResourceState } from '../../shared/inventory/model.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import type { FakeLogin } from '../support/agent-of.ts';
import { located, NETWORK, USER } from '../support/fake-cloud.ts';
import type { Invocation, Surroundings } from './invocation.ts';

/** A resource's state changes with `Content`. `Revision`, which is volatile, tells the simulation which state it was. */
const VOLATILE = ['Revision'];
const SUBNET: ResourceType = { ...NETWORK, type: 'AWS::EC2::Subnet', kind: 'subnet', permissions: ['ec2:DescribeSubnets'] };
export const SIM_TYPES: readonly ResourceType[] = [NETWORK, SUBNET, USER].map((type) => ({ ...type, volatile: VOLATILE }));
export const SIM_REGIONS = ['eu-west-1', 'us-east-1'] as const;
/** The limit is so small that a few pages use it up. */
const PUBLISHED_LIMIT = { perSecond: 1, burst: 8 };
/** Tokens that a session may have too few of, because limiters wait for whole milliseconds. */
const ROUNDING = 0.01;
const MAX_PAGE = 3;

/** The current state of one slice of one account in the cloud. */
export interface CloudSlice {
  readonly type: ResourceType;
  readonly segment: string;
  /** The revision of each resource by its id. Every change in the cloud gets a higher revision. */
  readonly resources: Map<string, number>;
  /** The ids of the resources that are too large to store. */
  readonly huge: Set<string>;
  /** When a list last showed each id, to whichever run. */
  readonly shown: Map<string, number>;
}

/** A page of a listing: it told what there was at that moment after one id, up to another one or (undefined) to the end. */
interface Pass {
  readonly after: string;
  readonly upTo: string | undefined;
  readonly at: number;
}

/** The listing of one slice, by one session or by several that resumed it. */
export interface Listing {
  /** Its pages, the newest last. */
  readonly passes: Pass[];
  /** The resources that were listed, by id. */
  readonly ids: Map<string, LocatedResource>;
  complete: boolean;
}

/** When the listing last told whether there is a resource of the id. */
export const passedAt = ({ passes }: Listing, id: string): number =>
  passes.findLast(({ after, upTo }) => id > after && (upTo === undefined || id <= upTo))?.at ?? 0;

/** How far a listing was read: what its page token stands for. */
interface Place {
  readonly marker: string;
  readonly passes: readonly Pass[];
  readonly ids: ReadonlyMap<string, LocatedResource>;
}

export class CloudAccount {
  readonly id: string;
  readonly slices: readonly CloudSlice[];
  /** Whether each page of the account takes a good part of an invocation. */
  slow = false;
  /** The slices that cannot be read; with `all`, the account cannot be opened either. */
  denied: 'all' | ReadonlySet<CloudSlice> = new Set();
  /** The tokens that are left of Muster's share of the published limits, per service and segment. */
  readonly #budgets = new Map<string, { tokens: number; at: number }>();
  /** By page token. */
  readonly places: Place[] = [];

  constructor(id: string) {
    this.id = id;
    this.slices = SIM_TYPES.flatMap((type) =>
      (type.scope === 'global' ? [GLOBAL_SEGMENT] : SIM_REGIONS).map((segment) => ({
        type,
        segment,
        resources: new Map<string, number>(),
        huge: new Set<string>(),
        shown: new Map<string, number>(),
      })),
    );
  }

  slice(type: string, segment: string): CloudSlice | undefined {
    return this.slices.find((slice) => slice.type.type === type && slice.segment === segment);
  }

  /** Takes a token. False if the request exceeds Muster's share of the published limit. */
  admits(service: string, segment: string, now: number): boolean {
    const { perSecond, burst } = withHeadroom(PUBLISHED_LIMIT);
    const key = `${service}/${segment}`;
    const budget = this.#budgets.get(key) ?? { tokens: burst, at: now };
    budget.tokens = Math.min(burst, budget.tokens + ((now - budget.at) / 1000) * perSecond) - 1;
    budget.at = now;
    this.#budgets.set(key, budget);
    return budget.tokens >= -ROUNDING;
  }
}

export interface CloudEvents {
  opened(account: CloudAccount, by: Invocation): void;
  closed(account: CloudAccount, by: Invocation): void;
  requested(account: CloudAccount, withinLimit: boolean, by: Invocation): void;
  listing(account: CloudAccount, slice: CloudSlice, listing: Listing, by: Invocation): void;
  listed(account: CloudAccount, slice: CloudSlice, listing: Listing): void;
}

export class SimCloud {
  readonly accounts: ReadonlyMap<string, CloudAccount>;
  readonly #surroundings: Surroundings;
  readonly #events: CloudEvents;
  #revision = 0;

  constructor(accounts: readonly CloudAccount[], surroundings: Surroundings, events: CloudEvents) {
    this.accounts = new Map(accounts.map((account) => [account.id, account]));
    this.#surroundings = surroundings;
    this.#events = events;
  }

  /** Creates or changes a resource. */
  touch(slice: CloudSlice, id: string): void {
    this.#revision += 1;
    slice.resources.set(id, this.#revision);
    slice.huge.delete(id);
    if (this.#surroundings.faults.hits('huge_resource')) slice.huge.add(id);
  }

  /** Ends all refusals, and makes every resource small enough to store. */
  heal(): void {
    for (const account of this.accounts.values()) {
      account.denied = new Set();
      for (const slice of account.slices) for (const id of slice.huge) if (slice.resources.has(id)) this.touch(slice, id);
    }
  }

  through(invocation: Invocation): FakeLogin {
    return new SimCloudLogin(this.accounts, invocation, this.#surroundings, this.#events);
  }
}

/** The number of different states of a resource. It is small, so that states come back. */
const CONTENTS = 6;

const MEMBERS = ['a', 'b', 'c'];

/** The resource of this id and revision. The cloud rotates the order of its `Members` by `turn`. */
export const resourceOf = (segment: string, id: string, revision: number, unread: boolean, turn = 0): LocatedResource =>
  located(id, {
    region: segment,
    config: {
      Id: id,
      Revision: revision,
      Content: revision % CONTENTS,
      Members: MEMBERS.map((_, place) => MEMBERS[(place + turn) % MEMBERS.length]),
      ...(unread ? {} : { Policy: `policy of ${id}` }),
    },
    // Relationships come, go and come back with the content.
    relationships: revision % CONTENTS < 3 ? [{ relation: 'uses', type: USER.type, id: `u-${revision % CONTENTS}` }] : [],
    tags: revision % 3 === 0 ? { kept: 'yes' } : {},
    unread: unread ? { Policy: { error_code: 'AccessDenied', permission: 'sim:GetPolicy' } } : {},
  });

/** The part of a resource by which two states differ: without the revision and the order of members. */
export function visible(resource: ResourceState): unknown {
  const { Revision: _, Members: members, ...config } = resource.config;
  return { ...stateOf(resource), config: { ...config, Members: (members as string[]).toSorted() } };
}

/** Longer than the JSON of an attribute may be. */
const HUGE = { Blob: 'x'.repeat(MAX_JSON_CHARACTERS) };

function seen(slice: CloudSlice, id: string, unread: boolean, turn: number): LocatedResource {
  const resource = resourceOf(slice.segment, id, slice.resources.get(id) ?? 0, unread, turn);
  return slice.huge.has(id) ? { ...resource, config: { ...resource.config, ...HUGE } } : resource;
}

class SimCloudLogin {
  readonly #accounts: ReadonlyMap<string, CloudAccount>;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;
  readonly #events: CloudEvents;

  constructor(accounts: ReadonlyMap<string, CloudAccount>, invocation: Invocation, surroundings: Surroundings, events: CloudEvents) {
    this.#accounts = accounts;
    this.#invocation = invocation;
    this.#surroundings = surroundings;
    this.#events = events;
  }

  async session(accountId: AccountId, idleMs: number): Promise<CloudSession> {
    const account = this.#accounts.get(accountId);
    await this.#invocation.request(`login ${accountId}`, () => undefined);
    if (!account || account.denied === 'all') throw cloudError('denied');
    this.#events.opened(account, this.#invocation);
    return new SimSession(account, idleMs, this.#invocation, this.#surroundings, this.#events);
  }
}

const cloudError = (errorClass: CloudErrorClass, code = `Sim${errorClass}`): CloudError =>
  new CloudError(`The cloud says ${errorClass}.`, { class: errorClass, error_code: code });

class SimSession implements CloudSession {
  readonly #account: CloudAccount;
  readonly #limiter: RateLimiter;
  readonly #invocation: Invocation;
  readonly #surroundings: Surroundings;
  readonly #events: CloudEvents;
  #calls = 0;
  #expired = false;

  constructor(account: CloudAccount, idleMs: number, invocation: Invocation, surroundings: Surroundings, events: CloudEvents) {
    this.#account = account;
    this.#limiter = new RateLimiter(invocation.clock, idleMs, { ec2: { limit: PUBLISHED_LIMIT }, iam: { limit: PUBLISHED_LIMIT } });
    this.#invocation = invocation;
    this.#surroundings = surroundings;
    this.#events = events;
  }

  async regions(): Promise<readonly string[]> {
    await this.#call('ec2', 'us-east-1');
    return SIM_REGIONS;
  }

  apiCalls(): number {
    return this.#calls;
  }

  close(): void {
    this.#events.closed(this.#account, this.#invocation);
  }

  /** Pages by marker, as clouds do: each page shows the slice as it is at that moment. A token may have expired; then the list begins again. */
  async *fetch(
    type: ResourceType,
    segment: string,
    _known?: KnownVersions,
    bookmark = new Bookmark(),
  ): AsyncGenerator<readonly FetchedResource[]> {
    const slice = this.#account.slice(type.type, segment);
    if (!slice) throw cloudError('unsupported');
    const { scheduler, chance, faults } = this.#surroundings;
    const place = bookmark.token && this.#account.places[Number(bookmark.token['page'])];
    const listing: Listing = { passes: [...(place?.passes ?? [])], ids: new Map(place?.ids), complete: false };
    this.#events.listing(this.#account, slice, listing, this.#invocation);
    const lies = faults.hits('lying_listing');
    for (let marker = place && !faults.hits('stale_token') ? place.marker : ''; ;) {
      await this.#call(type.service, segment);
      if (this.#account.denied === 'all' || this.#account.denied.has(slice)) throw cloudError('denied');
      const ids = [...slice.resources.keys()].filter((id) => id > marker).toSorted();
      const page = lies && marker !== '' ? [] : ids.slice(0, chance.int(1, MAX_PAGE));
      const isLast = lies || page.length === ids.length;
      const after = marker;
      marker = page.at(-1) ?? marker;
      listing.passes.push({ after, upTo: isLast ? undefined : marker, at: scheduler.now() });
      const repeated = page[0] !== undefined && faults.hits('repeated_item') ? [page[0]] : [];
      const shown = [...page, ...repeated].map((id) => seen(slice, id, faults.hits('detail_unread'), this.#calls));
      for (const resource of shown) {
        listing.ids.set(resource.resource_id, resource);
        slice.shown.set(resource.resource_id, scheduler.now());
      }
      yield shown;
      if (isLast) break;
      const token = this.#account.places.push({ marker, passes: [...listing.passes], ids: new Map(listing.ids) }) - 1;
      bookmark.token = { page: token };
    }
    listing.complete = true;
    this.#events.listed(this.#account, slice, listing);
  }

  async #call(service: string, segment: string): Promise<void> {
    const { scheduler, chance, faults } = this.#surroundings;
    await this.#limiter.take(service, segment, 'Describe');
    this.#calls += 1;
    this.#events.requested(this.#account, this.#account.admits(service, segment, scheduler.now()), this.#invocation);
    if (this.#account.slow)
      await this.#invocation.pause(chance.int(1_000, Math.floor(this.#invocation.timeoutMs * (faults.on ? 0.3 : 0.07))));
    if (faults.hits('slow_cloud')) await this.#invocation.pause(chance.int(1_000, 60_000));
    await this.#invocation.pause(chance.int(5, 80));
    this.#expired ||= faults.hits('login_expires');
    if (this.#expired) throw cloudError('transient', 'ExpiredToken');
    if (faults.hits('cloud_throttled')) throw cloudError('throttled');
    if (faults.hits('cloud_transient')) throw cloudError('transient');
    if (faults.hits('cloud_denied')) throw cloudError('denied');
  }
}
