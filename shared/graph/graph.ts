/** The graph of stored resources: what a resource uses, and what uses it. Every link is checked in the rows of both of its ends. */
import { parseResourceUid, resourceKey, type ResourceUid } from '../ids.ts';
import type { Clock } from '../seams.ts';
import type { Item, Store } from '../storage/store.ts';
import { type BearerRow, entriesOf, nameKey, type UserRow } from './link-rows.ts';
import { accountsOf, type Bearer, bestOf, isUnique, type Linked, linksOf, namesOf, type Reference } from './names.ts';

/** A relationship, as the resource that has it writes it, and what it leads to. */
export interface Edge<Row extends Linked = Linked> {
  readonly source: Row;
  readonly relation: string;
  /** The type and the id of the target as the source names it. */
  readonly target_type: string;
  readonly target_id: string;
  /** Undefined if no stored resource, or no single one, is meant. */
  readonly target: Row | undefined;
}

/** A relationship that no resource's own row has. */
export interface FurtherLink {
  readonly source: ResourceUid;
  readonly relation: string;
  readonly target: ResourceUid;
}

/** Such relationships that the resource is an end of. */
export type FurtherLinks = (uid: ResourceUid) => Promise<readonly FurtherLink[]>;

/** How much one search may read. */
export interface SearchBudget {
  readonly rows: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Why a search ended: it read as many rows or took as much time as it may, or it came to a name with more than `MOST_BEARERS`. */
export type Ended = 'rows' | 'time' | 'bearers';

/** The search has read as much as it may. */
export class SearchEnded extends Error {
  readonly by: Ended;

  constructor(by: Ended) {
    super(`A search of the graph ended: no more ${by}.`);
    this.by = by;
  }
}

const ROWS_AT_ONCE = 50;
const LINKS_AT_ONCE = 16;
const PAGE = 200;
const BEARERS_PAGE = 1000;
/** The most resources of one name that a search reads the links of. A unique name has one, or one in each account that the resource is shared with. */
export const MOST_BEARERS = 10_000;

export interface StoredRow extends Linked {
  readonly is_last: 0 | 1;
  readonly expires_at?: number;
}

export class Graph<Row extends StoredRow> {
  readonly #store: Pick<Store, 'query' | 'getMany'>;
  readonly #rowOf: (item: Item) => Row;
  readonly #clock: Clock;
  readonly #budget: SearchBudget;
  readonly #further: FurtherLinks | undefined;
  readonly #rows = new Map<ResourceUid, Row | undefined>();
  readonly #bearers = new Map<string, Promise<readonly Bearer[]>>();
  #read = 0;

  /** `rowOf` makes a row of an item of the table `resources`. It should leave out what is large, because all rows that are read stay in memory. */
  constructor(
    store: Pick<Store, 'query' | 'getMany'>,
    rowOf: (item: Item) => Row,
    clock: Clock,
    budget: SearchBudget,
    further?: FurtherLinks,
  ) {
    this.#store = store;
    this.#rowOf = rowOf;
    this.#clock = clock;
    this.#budget = budget;
    this.#further = further;
  }

  /** A resource in use; undefined if there is none. @throws SearchEnded */
  async row(uid: ResourceUid): Promise<Row | undefined> {
    return (await this.#load([uid])).get(uid);
  }

  /** The edges of the resource in both directions, in pages: first those to what it uses, then those of what uses it. Without `relations`, those of all. @throws SearchEnded */
  async *edges(row: Row, relations?: ReadonlySet<string>): AsyncGenerator<readonly Edge<Row>[]> {
    yield* this.uses(row, relations);
    yield* this.usedBy(row, relations);
    if (this.#further) yield await this.#furtherEdges(row, await this.#further(row.resource_uid), relations);
  }

  async #furtherEdges(row: Row, links: readonly FurtherLink[], relations?: ReadonlySet<string>): Promise<readonly Edge<Row>[]> {
    this.#checkTime();
    const asked = links.filter(({ relation }) => relations?.has(relation) ?? true);
    const rows = new Map([...(await this.#load(asked.flatMap(({ source, target }) => [source, target]))), [row.resource_uid, row]]);
    return asked.flatMap(({ source, relation, target }) => {
      const [from, to] = [rows.get(source), rows.get(target)];
      const names = parseResourceUid(target);
      return from && to && names ? [{ source: from, relation, target_type: names.type, target_id: names.resource_id, target: to }] : [];
    });
  }

  /** Each relationship of the resource, also those that lead to no stored resource. @throws SearchEnded */
  async *uses(source: Row, relations?: ReadonlySet<string>): AsyncGenerator<readonly Edge<Row>[]> {
    const links = linksOf(source).filter(({ relation }) => relations?.has(relation) ?? true);
    for (let at = 0; at < links.length; at += LINKS_AT_ONCE) {
      const asked = links.slice(at, at + LINKS_AT_ONCE).map((link) => ({ source, link }));
      const targets = await this.#targetsOf(asked);
      yield asked.flatMap(({ link: { relation, type, id } }, of): readonly Edge<Row>[] => {
        const found = targets[of]!;
        return (found.length > 0 ? found : [undefined]).map((target) => ({ source, relation, target_type: type, target_id: id, target }));
      });
    }
  }

  /** The relationships of other resources that lead to this one. @throws SearchEnded */
  async *usedBy(target: Row, relations?: ReadonlySet<string>): AsyncGenerator<readonly Edge<Row>[]> {
    for (const name of namesOf(target)) {
      // A name that is not unique means a resource of the same account, and so does a guest's.
      const everywhere = isUnique(name) && name.bearing === 'home';
      const range = { prefix: entriesOf('by', everywhere ? undefined : target.account_id) };
      let cursor;
      do {
        this.#checkTime();
        const page = await this.#store.query('links', { partition: nameKey(name), range, limit: PAGE, cursor });
        cursor = page.cursor;
        // Rows of `links` that are called `by` are those of users.
        const users = (page.items as readonly unknown[] as readonly UserRow[]).filter(({ relation }) => relations?.has(relation) ?? true);
        for (let at = 0; at < users.length; at += ROWS_AT_ONCE) yield await this.#users(target, name, users.slice(at, at + ROWS_AT_ONCE));
      } while (cursor);
    }
  }

  async #users(target: Row, { type, id }: Reference, users: readonly UserRow[]): Promise<readonly Edge<Row>[]> {
    const rows = await this.#load(users.map(({ resource_uid }) => resource_uid));
    const asked = users.flatMap(({ resource_uid, relation }) => {
      const source = rows.get(resource_uid);
      if (source === undefined || resource_uid === target.resource_uid) return [];
      const link = linksOf(source).find((each) => each.relation === relation && each.type === type && each.id === id);
      return link ? [{ source, link }] : [];
    });
    const targets = await this.#targetsOf(asked);
    return asked
      .filter((_asked, of) => targets[of]!.some(({ resource_uid }) => resource_uid === target.resource_uid))
      .map(({ source, link: { relation } }) => ({ source, relation, target_type: type, target_id: id, target }));
  }

  /**
   * The resources that each link means. A row of `links` may have outlived the name or the resource, so the rows of those that fit best are loaded, and those that are not in use or
   * do not bear the name make way for the next ones.
   */
  async #targetsOf(asked: readonly { readonly source: Row; readonly link: Reference }[]): Promise<readonly (readonly Row[])[]> {
    const hints = await Promise.all(asked.map(async ({ source, link }) => await this.#bearersOf(link, source)));
    for (;;) {
      const best = asked.map(({ source, link }, of) => {
        const bearers = hints[of]!.flatMap((hint) => this.#checked(hint, link) ?? []);
        return bestOf(source, link, bearers);
      });
      const unknown = best.flat(2).filter(({ resource_uid }) => !this.#rows.has(resource_uid));
      if (unknown.length === 0) {
        return best.map((types) => types.flatMap((equals) => (equals.length === 1 ? (this.#rows.get(equals[0]!.resource_uid) ?? []) : [])));
      }
      await this.#load(unknown.map(({ resource_uid }) => resource_uid));
    }
  }

  /** The bearer as its row says if that is loaded, else as the hint says; undefined if it is not in use or does not bear the name. */
  #checked(hint: Bearer, { type, id }: Reference): Bearer | undefined {
    const row = this.#rows.get(hint.resource_uid);
    if (row === undefined) return this.#rows.has(hint.resource_uid) ? undefined : hint;
    const name = namesOf(row).find((each) => each.type === type && each.id === id);
    return name && { ...hint, region: row.region, bearing: name.bearing };
  }

  /** The resources that bear the name, in the accounts that the name may mean. @throws SearchEnded */
  async #bearersOf(name: Reference, from: Linked): Promise<readonly Bearer[]> {
    const partition = nameKey(name);
    const found = await Promise.all(
      (accountsOf(from, name) ?? [undefined]).map(async (accountId) => {
        const prefix = entriesOf('is', accountId);
        const key = `${partition} ${prefix}`;
        const known = this.#bearers.get(key) ?? this.#readBearers(partition, prefix);
        this.#bearers.set(key, known);
        return await known;
      }),
    );
    return found.flat();
  }

  async #readBearers(partition: string, prefix: string): Promise<readonly Bearer[]> {
    const bearers: Bearer[] = [];
    let cursor;
    do {
      this.#checkTime();
      const page = await this.#store.query('links', { partition, range: { prefix }, limit: BEARERS_PAGE, cursor });
      cursor = page.cursor;
      // Rows of `links` that are called `is` are those of bearers.
      for (const { resource_uid, region, bearing } of page.items as readonly unknown[] as readonly BearerRow[]) {
        const parts = parseResourceUid(resource_uid);
        if (parts) bearers.push({ resource_uid, account_id: parts.account_id, type: parts.type, region, bearing });
      }
      if (bearers.length > MOST_BEARERS) throw new SearchEnded('bearers');
    } while (cursor);
    return bearers;
  }

  /** The rows of those that are in use. */
  async #load(uids: readonly ResourceUid[]): Promise<ReadonlyMap<ResourceUid, Row>> {
    const wanted = [...new Set(uids)];
    const missing = wanted.filter((uid) => !this.#rows.has(uid));
    for (let at = 0; at < missing.length; at += ROWS_AT_ONCE) {
      const batch = missing.slice(at, at + ROWS_AT_ONCE);
      this.#read += batch.length;
      if (this.#read > this.#budget.rows) throw new SearchEnded('rows');
      this.#checkTime();
      const found = await this.#store.getMany('resources', batch.map(resourceKey));
      for (const uid of batch) this.#rows.set(uid, undefined);
      for (const row of found.map(this.#rowOf)) if (row.is_last === 1) this.#rows.set(row.resource_uid, row);
    }
    return new Map(
      wanted.flatMap((uid) => {
        const row = this.#rows.get(uid);
        return row ? [[uid, row] as const] : [];
      }),
    );
  }

  #checkTime(): void {
    if (this.#clock.now() >= this.#budget.until) throw new SearchEnded('time');
  }
}
