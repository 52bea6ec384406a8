/** The request to the function that searches, and its answer. */
import { z } from 'zod';
import type { AccountId, ResourceUid } from '../../ids.ts';

const texts = z.array(z.string()).readonly();

export const searchRequest = z.strictObject({
  /** The accounts in which to search; absent: in all. */
  accounts: z
    .array(z.custom<AccountId>((value) => typeof value === 'string'))
    .readonly()
    .optional(),
  /** Absent: all types. */
  types: texts.optional(),
  /** Absent: all regions. */
  regions: texts.optional(),
  /** `key` or `key=value`; a resource must have all of them. */
  tags: texts,
  /** Words, each of which must be in the name, an id or a tag, whatever their case. */
  text: z.string(),
  limit: z.number().int().positive(),
  /** The last resource of the page before. */
  after: z.custom<ResourceUid>((value) => typeof value === 'string').optional(),
});
export type SearchRequest = Readonly<z.infer<typeof searchRequest>>;

export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/** How many of the resources that are found have each value, the most first; at most `MOST_VALUES` of each. */
export interface Facets {
  readonly type: readonly CountedValue[];
  readonly region: readonly CountedValue[];
  readonly account_id: readonly CountedValue[];
}

/** The accounts that were not searched as they are now. */
export interface Behind {
  readonly accounts: number;
  /** At most `MOST_EXAMPLES` of them. */
  readonly examples: readonly AccountId[];
}

export interface Found {
  /** In the order of account, segment, type and id. */
  readonly uids: readonly ResourceUid[];
  /** Absent on the last page. */
  readonly next?: ResourceUid;
  /** How many resources are found, over all pages. */
  readonly count: number;
  /** How many others match but for their tags, which could not be read. */
  readonly unread_tags: number;
  readonly facets: Facets;
}

export interface SearchAnswer extends Found {
  /** When the export was requested whose resources were searched. */
  readonly as_of: string;
  readonly behind: Behind;
}
