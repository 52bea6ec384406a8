/** The invariants of resources, changes, coverage and requests to clouds. */
import { canonicalJson } from '../../shared/canonical-json.ts';
import { linkRowsOf } from '../../shared/graph/link-rows.ts';
import { coverageOf } from '../../shared/inventory/coverage.ts';
import type { ChangeRow, ResourceRow, SliceCoverage } from '../../shared/inventory/model.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import { serviceName } from '../../shared/service-names.ts';
import type { Item } from '../../shared/storage/store.ts';
import type { Invocation } from './invocation.ts';
import { type CloudAccount, type CloudEvents, type CloudSlice, type Listing, passedAt, visible } from './sim-cloud.ts';
import type { Tables, Written } from './sim-store.ts';
import type { Violations } from './violations.ts';

const SUSPECT_POPULATION = 20;

/** The work of one invocation on one slice of one account. */
interface SliceRead {
  readonly slice: CloudSlice;
  readonly listing: Listing;
  /** The number of rows in use when the listing began. */
  readonly population: number;
  /** The ids that a complete listing before this one did not list. */
  readonly missedBefore: ReadonlySet<string>;
  deleted: number;
}

export class InventoryInvariants implements CloudEvents {
  readonly #tables: Tables;
  readonly #violations: Violations;
  /** Whether clocks differ by no more than the protocol assumes. If they differ by more, runs may overlap, and only their order is guaranteed. */
  readonly #clocksAgree: boolean;
  readonly #reads = new Map<Invocation, Map<string, SliceRead>>();
  /** The uids of rows that a late batch has put back to their first version. */
  readonly #begunAgain = new Set<string>();
  /** Per slice: the ids that a complete listing did not list, and that were neither written nor listed since. */
  readonly #missed = new Map<string, Set<string>>();
  /** The open sessions of each account. An invocation has several where clocks disagree, because it reads the account for two of its tasks. */
  readonly #sessions = new Map<CloudAccount, Invocation[]>();

  constructor(tables: Tables, violations: Violations, clocksAgree: boolean) {
    this.#tables = tables;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  opened(account: CloudAccount, by: Invocation): void {
    const sessions = this.#sessions.get(account) ?? [];
    this.#sessions.set(account, sessions);
    const others = sessions.filter((other) => other.alive && other !== by).map(({ name }) => name);
    this.#require(!this.#clocksAgree || others.length === 0, 'one run at a time works on an account', () => ({
      account: account.id,
      by: by.name,
      others,
    }));
    sessions.push(by);
  }

  closed(account: CloudAccount, by: Invocation): void {
    const sessions = this.#sessions.get(account) ?? [];
    if (sessions.includes(by)) sessions.splice(sessions.indexOf(by), 1);
  }

  requested(account: CloudAccount, withinLimit: boolean, by: Invocation): void {
    this.#require(this.#sessions.get(account)?.includes(by) === true, 'nothing goes on after a run has ended', () => ({
      account: account.id,
      by: by.name,
    }));
    this.#require(!this.#clocksAgree || withinLimit, "no account's API budget is exceeded", () => ({ account: account.id, by: by.name }));
  }

  listing(account: CloudAccount, slice: CloudSlice, listing: Listing, by: Invocation): void {
    const id = sliceOf(account, slice);
    const reads = this.#reads.get(by) ?? new Map<string, SliceRead>();
    this.#reads.set(by, reads);
    reads.set(id, { slice, listing, population: this.#inUse(id).length, missedBefore: new Set(this.#missedBy(id)), deleted: 0 });
  }

  listed(account: CloudAccount, slice: CloudSlice, listing: Listing): void {
    const id = sliceOf(account, slice);
    const missed = this.#missedBy(id);
    for (const missing of this.#inUse(id).filter((each) => !listing.ids.has(each))) missed.add(missing);
  }

  changeWritten({ before, after }: Written<ChangeRow>): void {
    const same = !before || canonicalJson(before) === canonicalJson(after);
    // The record of a first row follows the row, which an overtaken run may write again where clocks disagree.
    const firstAgain = !this.#clocksAgree && (after.version === 1 || this.#begunAgain.has(after.resource_uid));
    this.#require(same || firstAgain, 'a change record never changes', () => ({ before, after }));
  }

  resourceWritten({ before, after, by }: Written<ResourceRow>): void {
    const require = (holds: boolean, invariant: string): void => {
      this.#require(holds, invariant, () => ({ before, after, by: by.name }));
    };
    if (before && before.version === after.version) {
      // Where clocks disagree, a run that has lost the account may still write a batch of first rows (docs/adr/0037-first-inventories.md).
      const firstAgain = !this.#clocksAgree && after.version === 1 && before.observed_at !== after.observed_at;
      if (!firstAgain) this.#expirySet(before, after);
      return;
    }
    // The same batch may come after the row was changed by the run that has the account: its versions begin again.
    if (before && !this.#clocksAgree && after.version === 1) {
      this.#begunAgain.add(after.resource_uid);
      return;
    }
    this.#inScope(after, by);
    if (before) {
      require(before.observed_at <= after.observed_at, 'an older run never overwrites a newer one');
      require(after.version === before.version + 1, 'every change of a row is a version');
      const goesOn = Number(before.config['Revision']) <= Number(after.config['Revision']);
      require(!this.#clocksAgree || goesOn, 'a stored resource never goes back to an earlier state');
      const same = before.is_last === after.is_last && canonicalJson(visible(before)) === canonicalJson(visible(after));
      require(!same, 'an unchanged resource costs no write');
    }
    if (after.is_last === 0) {
      this.#deleted(after, by);
      return;
    }
    this.#missedBy(after.slice_id).delete(after.resource_id);
    const links = linkRowsOf(after).every(({ name_key, entry }) => this.#tables.row('links', { name_key, entry }) !== undefined);
    require(links, "a row's links are written before it");
    // A later run reads the rows of a slice only if coverage says that there may be some.
    const coverage = this.#coverage(after.account_id, after.segment, after.type);
    require(coverage?.populated === true || !this.#clocksAgree, 'coverage marks a slice as populated before its first row is written');
  }

  coverageWritten({ before, after, by }: Written<Item>): void {
    const backwards = before !== undefined && String(before['observed_at']) > String(after['observed_at']);
    this.#require(!backwards, 'coverage never goes back', () => ({ before, after, by: by.name }));
    const known = before ? coverageOf(before).slices : {};
    for (const [type, slice] of Object.entries(coverageOf(after).slices)) {
      const changed = canonicalJson(known[type] ?? null) !== canonicalJson(slice);
      if (changed) this.#sliceCoverageWritten(`${String(after['account_id'])}#${type}#${String(after['segment'])}`, slice, after, by);
    }
  }

  #sliceCoverageWritten(id: string, slice: SliceCoverage, row: Item, by: Invocation): void {
    const inUse = this.#inUse(id);
    const { listing } = this.#reads.get(by)?.get(id) ?? {};
    const details = () => ({ id, slice, inUse, listed: listing && [...listing.ids.values()], by: by.name });
    const now = slice.at === row['observed_at'];
    if (now && (slice.outcome === 'complete' || slice.outcome === 'suspect')) {
      this.#require(listing?.complete === true, 'only a slice that was listed to its end is complete', details);
      const allStored = [...(listing?.ids ?? [])].every(([each, shown]) => {
        const stored = this.#tables.row('resources', { slice_id: id, resource_id: each }) as ResourceRow | undefined;
        return stored?.is_last === 1 && canonicalJson(visible(stored)) === canonicalJson(visible(shown));
      });
      this.#require(allStored || !this.#clocksAgree, 'every resource that a complete slice lists is stored', details);
      // Two runs agree that a resource is missing only if no complete run between them has listed it.
      for (const seen of listing?.ids.keys() ?? []) this.#missedBy(id).delete(seen);
    }
    const empty = inUse.length === 0 || !this.#clocksAgree;
    this.#require(slice.populated || empty, 'a slice that is empty in coverage has no row in use', details);
  }

  /** A row may get an expiry only if it is deleted and its history is complete. */
  #expirySet(before: ResourceRow, after: ResourceRow): void {
    const { expires_at, ...state } = after;
    const only = after.is_last === 0 && before.expires_at === undefined && expires_at !== undefined;
    this.#require(only && canonicalJson(state) === canonicalJson(before), 'every change of a row is a version', () => ({ before, after }));
    const copy = this.#tables.row('changes', { resource_uid: after.resource_uid, version: after.version });
    this.#require(copy !== undefined, 'the last change of a row that may expire is in the history', () => ({ after }));
  }

  #inScope(row: ResourceRow, by: Invocation): void {
    const job = this.#tables.row('jobs', { job_id: row.last_change.job_id }) as JobRow | undefined;
    const regions = job?.scope.regions ?? [];
    const inside = (job?.service === '*' || job?.service === serviceName(row)) && (regions === '*' || regions.includes(row.region));
    this.#require(inside, "nothing is written or deleted outside the job's scope", () => ({ row, job, by: by.name }));
  }

  #deleted(row: ResourceRow, by: Invocation): void {
    const read = this.#reads.get(by)?.get(row.slice_id);
    const details = () => ({ row, by: by.name, listing: read && { ...read.listing, ids: [...read.listing.ids.keys()] } });
    this.#require(read?.listing.complete === true, 'nothing is deleted from a slice that was not listed to its end', details);
    if (!read) return;
    this.#require(!read.listing.ids.has(row.resource_id), 'no resource is deleted that was listed', details);
    const isSeenSince = (read.slice.shown.get(row.resource_id) ?? 0) > passedAt(read.listing, row.resource_id);
    this.#require(!isSeenSince || !this.#clocksAgree, 'no resource is deleted that any run was shown since the listing passed it', details);
    read.deleted += 1;
    const most = read.population >= SUSPECT_POPULATION && read.deleted > read.population / 2;
    this.#require(
      !most || read.missedBefore.has(row.resource_id),
      'more than half of a slice is deleted only when two runs agree',
      details,
    );
  }

  #coverage(accountId: string, segment: string, type: string): SliceCoverage | undefined {
    const row = this.#tables.row('coverage', { account_id: accountId, segment });
    return row && coverageOf(row).slices[type];
  }

  #missedBy(sliceId: string): Set<string> {
    const missed = this.#missed.get(sliceId) ?? new Set();
    this.#missed.set(sliceId, missed);
    return missed;
  }

  #inUse(sliceId: string): readonly string[] {
    return [...this.#tables.rows('resources')]
      .filter((row) => row['slice_id'] === sliceId && row['is_last'] === 1)
      .map((row) => String(row['resource_id']));
  }

  #require(holds: boolean, invariant: string, details: () => object): void {
    this.#violations.require(holds, invariant, details);
  }
}

const sliceOf = (account: CloudAccount, { type, segment }: CloudSlice): string => `${account.id}#${type.type}#${segment}`;
