/**
 * The rows of the table `links`: under each name, the resources that bear it and those that name it, so that both are found by one query. They are hints, and rows of
 * resources are the truth: a reader checks each link in the row of its resource. A row's links are written before the row and deleted after it is replaced, so that none
 * is ever missing, whichever run dies in between.
 */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { ConditionFailed } from '../errors.ts';
import type { AccountId, ResourceUid } from '../ids.ts';
import { absent, any, atMost, type Key, type Store } from '../storage/store.ts';
import { type Bearing, type Linked, linksOf, namesOf, type Reference } from './names.ts';

/** The form of the links of a row. A row whose links have another form, or none, gets them anew at the next inventory. */
export const LINKS_FORM = 1;

/** A resource that bears the name. */
export interface BearerRow {
  readonly name_key: string;
  /** `is#<account_id>#<digest of the uid>` */
  readonly entry: string;
  readonly resource_uid: ResourceUid;
  readonly region: string;
  readonly bearing: Bearing;
  /** The version of the resource's row with which the link came. */
  readonly version: number;
}

/** A resource that names another one by the name. */
export interface UserRow {
  readonly name_key: string;
  /** `by#<account_id>#<digest of the relation and the uid>` */
  readonly entry: string;
  readonly resource_uid: ResourceUid;
  readonly relation: string;
  readonly version: number;
}

export type LinkRow = BearerRow | UserRow;
type Versioned = Linked & { readonly version: number };

const AT_ONCE = 8;

/** Names may be longer than a key, and hold any text. */
const digest = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

export const nameKey = ({ type, id }: Reference): string => digest(type, id);

/** The beginning of the entries of those who bear a name, or name something by it, in one account or in all. */
export const entriesOf = (role: 'is' | 'by', accountId?: AccountId): string =>
  accountId === undefined ? `${role}#` : `${role}#${accountId}#`;

export function linkRowsOf(resource: Versioned): readonly LinkRow[] {
  const { resource_uid, account_id, region, version } = resource;
  return [
    ...namesOf(resource).map(({ type, id, bearing }): BearerRow => ({
      name_key: nameKey({ type, id }),
      entry: entriesOf('is', account_id) + digest(resource_uid),
      resource_uid,
      region,
      bearing,
      version,
    })),
    ...linksOf(resource).map(({ relation, type, id }): UserRow => ({
      name_key: nameKey({ type, id }),
      entry: entriesOf('by', account_id) + digest(relation, resource_uid),
      resource_uid,
      relation,
      version,
    })),
  ];
}

const keyOf = ({ name_key, entry }: LinkRow): Key => ({ name_key, entry });
const textOf = ({ name_key, entry }: LinkRow): string => `${name_key} ${entry}`;
/** All but the version. */
const meaningOf = (row: LinkRow): string => `${textOf(row)} ${'bearing' in row ? `${row.region} ${row.bearing}` : ''}`;

export class LinkRows {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Writes the links of rows that nothing else has written or can write. */
  async addFirst(rows: readonly Versioned[]): Promise<void> {
    await this.#store.putMany('links', rows.flatMap(linkRowsOf));
  }

  /**
   * Writes the links of a row that is about to replace `before`, a row in use, which has its own. A link of a newer version stays as it is: an
   * overtaken run must not make it look older, or a run that takes older ones away would delete it.
   */
  async add(after: Versioned, before: Versioned | undefined): Promise<void> {
    const known = new Set((before ? linkRowsOf(before) : []).map(meaningOf));
    const limit = pLimit(AT_ONCE);
    const added = linkRowsOf(after).filter((row) => !known.has(meaningOf(row)));
    await limit.map(
      added,
      async (row) => await unlessRefused(this.#store.put('links', row, any(absent('name_key'), atMost('version', row.version)))),
    );
  }

  /** Deletes the links that `before` had and `after`, which has replaced it, has not. */
  async remove(before: Versioned, after?: Versioned): Promise<void> {
    const kept = new Set((after ? linkRowsOf(after) : []).map(textOf));
    const limit = pLimit(AT_ONCE);
    const removed = linkRowsOf(before).filter((row) => !kept.has(textOf(row)));
    await limit.map(
      removed,
      async (row) =>
        await unlessRefused(this.#store.delete('links', keyOf(row), any(absent('name_key'), atMost('version', before.version)))),
    );
  }
}

async function unlessRefused(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
