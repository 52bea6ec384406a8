/** Compares what a search finds with a search of the rows themselves, one by one. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tagMatch } from '../../../../shared/api/tag-filter.ts';
import { type Block, comparePlaces, unpackBlocks } from '../../../../shared/exports/search/block.ts';
import { find } from '../../../../shared/exports/search/find.ts';
import type { SearchRequest } from '../../../../shared/exports/search/search-request.ts';
import { hasWords, wordsOf } from '../../../../shared/exports/search/search-text.ts';
import type { AccountId, ResourceUid } from '../../../../shared/ids.ts';
import type { ResourceRow } from '../../../../shared/inventory/model.ts';
import { account, resourceRow } from '../../../support/api-fixture.ts';
import { searchFileOf } from '../../../support/night-objects.ts';

const ACCOUNTS = [account('1'), account('2'), account('3')];

/** Few letters, so that words are found; with marks that separate, and letters of several bytes and cases. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'É', 'é', 'İ', '=', ' ', '\n', '😀', '-'), maxLength: 6 });
const tags = fc.option(fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }), { nil: null });

const row = fc
  .record({
    account_id: fc.constantFrom(...ACCOUNTS),
    type: fc.constantFrom('AWS::EC2::VPC', 'AWS::S3::Bucket'),
    segment: fc.constantFrom('eu-west-1', 'us-east-1', 'global'),
    resource_id: text.filter((each) => each !== ''),
    name: fc.option(text),
    native_id: fc.option(text),
    region: fc.constantFrom('eu-west-1', 'westeurope'),
    tags,
  })
  .map(({ account_id, type, segment, resource_id, ...rest }) => resourceRow({ account_id, type, segment, resource_id }, rest));

const estate = fc.uniqueArray(row, { selector: ({ resource_uid }) => resource_uid, maxLength: 30 });

const request = fc.record(
  {
    accounts: fc.subarray(ACCOUNTS),
    types: fc.constantFrom(['AWS::S3::Bucket'], ['AWS::EC2::VPC', 'AWS::S3::Bucket'], []),
    regions: fc.constantFrom(['westeurope'], ['eu-west-1', 'us-east-1']),
    tags: fc.array(text, { maxLength: 2 }),
    text,
    limit: fc.integer({ min: 1, max: 5 }),
  },
  { requiredKeys: ['tags', 'text', 'limit'] },
);

const blocksOf = (rows: readonly ResourceRow[]): ReadonlyMap<AccountId, readonly Block[]> =>
  new Map(
    ACCOUNTS.map((id) => {
      const file = searchFileOf(rows.filter(({ account_id }) => account_id === id));
      return [id, file ? unpackBlocks(file) : []];
    }),
  );

const byPlace = (a: ResourceRow, b: ResourceRow): number =>
  a.account_id === b.account_id ? comparePlaces(a, b) : a.account_id < b.account_id ? -1 : 1;

/** Tells whether the row matches all but the tags, and whether it has the tags. */
function matchOf(each: ResourceRow, { accounts, types, regions, tags: wanted, text: written }: SearchRequest): boolean | 'unread' {
  const others =
    (accounts?.includes(each.account_id) ?? true) &&
    (types?.includes(each.type) ?? true) &&
    (regions?.includes(each.region) ?? true) &&
    hasWords(each, wordsOf(written));
  return others && tagMatch(wanted, each.tags);
}

function everyPage(blocks: ReadonlyMap<AccountId, readonly Block[]>, asked: SearchRequest): readonly ResourceUid[] {
  const page = find(blocks, asked);
  return page.next === undefined ? page.uids : [...page.uids, ...everyPage(blocks, { ...asked, after: page.next })];
}

const counted = (values: readonly string[]) =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, { length }]) => ({ value, count: length }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

describe('find', () => {
  it('finds, counts and pages what a look at each row finds', () => {
    fc.assert(
      fc.property(estate, request, (rows, asked) => {
        const blocks = blocksOf(rows);
        const matching = rows.filter((each) => matchOf(each, asked) === true).toSorted(byPlace);

        expect(everyPage(blocks, asked)).toEqual(matching.map(({ resource_uid }) => resource_uid));
        expect(find(blocks, asked)).toMatchObject({
          count: matching.length,
          unread_tags: rows.filter((each) => matchOf(each, asked) === 'unread').length,
          facets: {
            type: counted(matching.map(({ type }) => type)),
            region: counted(matching.map(({ region }) => region)),
            account_id: counted(matching.map(({ account_id }) => account_id)),
          },
        });
      }),
      { numRuns: 500 },
    );
  });

  it('goes on after a resource that is not there any more', () => {
    const rows = ['a', 'b', 'c'].map((resource_id) => resourceRow({ resource_id }));
    const gone = rows[1]!.resource_uid;
    const blocks = blocksOf(rows.filter(({ resource_uid }) => resource_uid !== gone));

    expect(find(blocks, { tags: [], text: '', limit: 5, after: gone }).uids).toEqual([rows[2]!.resource_uid]);
  });

  it('finds words in upper and lower case, in names, ids and tags, and no word across two of them', () => {
    const named = resourceRow({ resource_id: 'i-1' }, { name: 'Payments-Prod', native_id: 'arn:aws:ec2:i-1', tags: { Owner: 'Ops Team' } });
    const found = (written: string): number => find(blocksOf([named]), { tags: [], text: written, limit: 5 }).count;

    expect(['payments', 'PROD', 'ec2:I-1', 'owner=ops', 'prod owner', 'team'].map(found)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(['i-1payments', 'i-1\0payments-prodd', 'prod staging'].map(found)).toEqual([0, 0, 0]);
  });
});
