/** Page tokens, regions in which a service is not offered, accounts that have not enabled it. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { Bookmark } from '../../../../../shared/clouds/bookmark.ts';
import { custom, defineType, join, paged, readAll, single, word } from '../../../../../shared/clouds/aws/types/define.ts';
import { FakeAws } from '../support.ts';
import { failureOf, IAM, KMS, readTogether, resourcesOf } from './catalog.ts';

const key = defineType({ type: 'AWS::KMS::Key', kind: 'disk', list: paged('ListKeys', 'Keys', { Limit: 2 }), id: 'KeyId' });
const stale = new AnsweredError('InvalidMarkerException', 'The marker is not known.', 400);
const first = { Keys: [{ KeyId: 'a' }], NextMarker: 'more' };
const idsOf = (found: Awaited<ReturnType<typeof resourcesOf>>): readonly string[] => found.map(({ resource_id }) => resource_id);

describe('a list', () => {
  it('is read again from the start if its page token has expired', async () => {
    let refusals = 1;
    const ListKeys = ({ input }: CloudCall): object => {
      if (!input['Marker']) return first;
      return refusals-- > 0 ? stale : { Keys: [{ KeyId: 'b' }] };
    };

    expect(idsOf(await resourcesOf(KMS, [key], new FakeAws({ ListKeys })))).toEqual(['a', 'a', 'b']);
  });

  it('fails with a transient error if its tokens expire again and again', async () => {
    const aws = new FakeAws({ ListKeys: ({ input }: CloudCall) => (input['Marker'] ? stale : first) });

    expect((await failureOf(KMS, [key], aws)).details).toMatchObject({ class: 'transient', error_code: 'InvalidMarkerException' });
    expect(aws.called('ListKeys')).toHaveLength(4);
  });

  it('fails if the service answers with the token of the request, because the list would have no end', async () => {
    const aws = new FakeAws({ ListKeys: first });

    expect((await failureOf(KMS, [key], aws)).details).toEqual({ class: 'transient', error_code: 'RepeatedPageToken' });
    expect(aws.called('ListKeys')).toHaveLength(2);
  });

  it.each([
    ['short', 'b'],
    ['long', 'b'.repeat(3000)],
  ])('fails if its tokens go round in a circle: %s ones', async (_what, other) => {
    const next = new Map<unknown, string>([
      [undefined, 'a'],
      ['a', other],
      [other, `${other}c`],
      [`${other}c`, 'a'],
    ]);
    const aws = new FakeAws({ ListKeys: ({ input }: CloudCall) => ({ Keys: [{ KeyId: 'k' }], NextMarker: next.get(input['Marker']) }) });

    expect((await failureOf(KMS, [key], aws)).details).toEqual({ class: 'transient', error_code: 'RepeatedPageToken' });
    expect(aws.called('ListKeys')).toHaveLength(4);
  });

  it('that starts again may be given the tokens of its first start', async () => {
    let refusals = 1;
    const ListKeys = ({ input }: CloudCall): object => {
      if (input['Marker'] === 'more') return { Keys: [{ KeyId: 'b' }], NextMarker: 'last' };
      if (!input['Marker']) return first;
      return refusals-- > 0 ? stale : { Keys: [{ KeyId: 'c' }] };
    };

    expect(idsOf(await resourcesOf(KMS, [key], new FakeAws({ ListKeys })))).toEqual(['a', 'b', 'a', 'b', 'c']);
  });
});

describe('a bookmark', () => {
  const pages = new Map<unknown, object>([
    [undefined, first],
    ['more', { Keys: [{ KeyId: 'b' }], NextMarker: 'last' }],
    ['last', { Keys: [{ KeyId: 'c' }] }],
  ]);
  const listing = (refused: readonly string[] = [], error = stale) =>
    new FakeAws({
      ListKeys: ({ input }: CloudCall) => (refused.includes(input['Marker'] as string) ? error : pages.get(input['Marker'])!),
    });

  it('is where the next page begins, once the caller has asked for it', async () => {
    const bookmark = new Bookmark();
    expect(idsOf(await resourcesOf(KMS, [key], listing(), { bookmark }))).toEqual(['a', 'b', 'c']);
    expect(bookmark.place).toEqual({ token: { Marker: 'last' }, counted: 3 });
  });

  it('stays before the page that could not be read', async () => {
    const bookmark = new Bookmark();
    const down = new AnsweredError('KMSInternalException', 'Down.', 500);
    await failureOf(KMS, [key], listing(['last'], down), { bookmark });
    expect(bookmark.place).toEqual({ token: { Marker: 'last' }, counted: 2 });
  });

  it('is where the list of another session begins', async () => {
    const bookmark = new Bookmark({ token: { Marker: 'more' }, counted: 1 });
    const aws = listing();
    expect(idsOf(await resourcesOf(KMS, [key], aws, { bookmark }))).toEqual(['b', 'c']);
    expect(aws.called('ListKeys')).toHaveLength(2);
    expect(bookmark.counted).toBe(3);
  });

  it('makes the list begin again if the service refuses its token, with whatever code', async () => {
    const bookmark = new Bookmark({ token: { Marker: 'of last week' }, counted: 1 });
    const refusal = new AnsweredError('ValidationException', 'Bad.', 400);
    expect(idsOf(await resourcesOf(KMS, [key], listing(['of last week'], refusal), { bookmark }))).toEqual(['a', 'b', 'c']);
    expect(bookmark.place?.token).toEqual({ Marker: 'last' });
  });

  it('leaves an error that comes after its page as it is', async () => {
    const bookmark = new Bookmark({ token: { Marker: 'more' }, counted: 1 });
    const denied = new AnsweredError('AccessDeniedException', 'No.', 400);
    expect((await failureOf(KMS, [key], listing(['last'], denied), { bookmark })).details).toMatchObject({ class: 'denied' });
  });

  it('has no place for a token that is more than texts and numbers', () => {
    const bookmark = new Bookmark();
    bookmark.token = { Key: { name: 'a' } };
    expect(bookmark.place).toBeUndefined();
  });
});

const POLICY = defineType({
  type: 'AWS::IAM::ManagedPolicy',
  kind: 'policy',
  list: custom(
    {
      own: paged('ListPolicies', 'Policies', { Scope: 'Local' }),
      attached: paged('ListPolicies', 'Policies', { Scope: 'AWS' }),
    },
    async function* ({ pages }) {
      yield* pages('own');
      yield* pages('attached');
    },
  ),
  id: 'Arn',
});

/** Two pages of each scope: `Local-1`, `Local-2`, `AWS-1`, `AWS-2`. A scope with a failure fails at its second page. */
const policies = (failing?: string): FakeAws =>
  new FakeAws({
    ListPolicies: ({ input }: CloudCall) => {
      const { Scope, Marker } = input as { Scope: string; Marker?: string };
      if (Marker === undefined) return { Policies: [{ Arn: `${Scope}-1` }], IsTruncated: true, Marker: `${Scope} more` };
      return Scope === failing
        ? new AnsweredError('ServiceFailure', 'Down.', 500)
        : { Policies: [{ Arn: `${Scope}-2` }], IsTruncated: false };
    },
  });

describe('the place of a list that a function makes of several', () => {
  it('is the lists that were read, and the next page of the one that is under way', async () => {
    const bookmark = new Bookmark();
    await failureOf(IAM, [POLICY], policies('AWS'), { bookmark });
    expect(bookmark.place).toEqual({ parts: { done: ['own'], tokens: { attached: { Marker: 'AWS more' } } }, counted: 3 });

    const aws = policies();
    expect(idsOf(await resourcesOf(IAM, [POLICY], aws, { bookmark: new Bookmark(bookmark.place) }))).toEqual(['AWS-2']);
    expect(aws.called('ListPolicies').map(({ input }) => input)).toEqual([{ Scope: 'AWS', Marker: 'AWS more' }]);
  });

  it('is in the first list as long as that one is not read', async () => {
    const bookmark = new Bookmark();
    await failureOf(IAM, [POLICY], policies('Local'), { bookmark });
    expect(bookmark.place?.parts).toEqual({ done: [], tokens: { own: { Marker: 'Local more' } } });
    expect(idsOf(await resourcesOf(IAM, [POLICY], policies(), { bookmark: new Bookmark(bookmark.place) }))).toEqual([
      'Local-2',
      'AWS-1',
      'AWS-2',
    ]);
  });
});

describe('a list whose last page is full and has no token', () => {
  const keys = (...names: readonly string[]): object => ({ Keys: names.map((KeyId) => ({ KeyId })) });

  it('is whole if the service pages a shorter request', async () => {
    const ListKeys = ({ input }: CloudCall): object => (input['Limit'] === 1 ? { ...keys('a'), NextMarker: 'b' } : keys('a', 'b'));
    expect(idsOf(await resourcesOf(KMS, [key], new FakeAws({ ListKeys })))).toEqual(['a', 'b']);
  });

  it('is cut short if the service never gives a token', async () => {
    const ListKeys = ({ input }: CloudCall): object => keys(...['a', 'b', 'c'].slice(0, input['Limit'] as number));
    expect((await failureOf(KMS, [key], new FakeAws({ ListKeys }))).details).toEqual({ class: 'invalid', error_code: 'ListCutShort' });
  });

  it('is cut short if the service says so', async () => {
    const aws = new FakeAws({ ListKeys: { ...keys('a'), Truncated: true } });
    expect((await failureOf(KMS, [key], aws)).details).toEqual({ class: 'invalid', error_code: 'ListCutShort' });
  });
});

describe('a list with a total', () => {
  const call = single('GetAccountSummary', 'SummaryMap', { as: 'SummaryMap' });
  const total = { call, path: 'SummaryMap.Groups', counts: (item: object) => !('Path' in item && item.Path === '/aws/') };
  const group = defineType({
    type: 'AWS::IAM::Group',
    kind: 'group',
    list: paged('ListGroups', 'Groups', { MaxItems: 10 }),
    id: 'GroupName',
    total,
  });
  const summary = defineType({ type: 'AWS::IAM::AccountSummary', kind: 'settings', list: call, id: word('account-summary') });
  const listed = { Groups: [{ GroupName: 'a' }, { GroupName: 'b' }, { GroupName: 'aws', Path: '/aws/' }] };
  /** One total after the other; the last is repeated. */
  const totals = (...counts: readonly unknown[]) => {
    let asked = 0;
    return () => {
      const count = counts[Math.min(asked++, counts.length - 1)];
      return count instanceof AnsweredError ? count : { SummaryMap: { Groups: count } };
    };
  };
  const denied = new AnsweredError('AccessDenied', 'You may not.', 403);

  it.each<[string, readonly unknown[], number]>([
    ['as many', [2], 1],
    ['fewer, because some were created meanwhile', [1], 1],
    ['more at first, because some were deleted meanwhile', [3, 2], 2],
    ['nothing, because it may not be asked for', [denied], 1],
    ['nothing the second time', [3, denied], 2],
    ['no number', ['many'], 1],
  ])('is whole if the total says %s', async (_what, counts, calls) => {
    const aws = new FakeAws({ ListGroups: listed, GetAccountSummary: totals(...counts) });

    expect(idsOf(await resourcesOf(IAM, [group], aws))).toEqual(['a', 'b', 'aws']);
    expect(aws.called('GetAccountSummary')).toHaveLength(calls);
  });

  it('is cut short if the total says more both times', async () => {
    const aws = new FakeAws({ ListGroups: listed, GetAccountSummary: totals(4, 3) });
    const failed = await failureOf(IAM, [group], aws);

    expect(failed.details).toEqual({ class: 'invalid', error_code: 'ListCutShort' });
    expect(failed.message).toContain('AWS::IAM::Group ended after 2 items, but GetAccountSummary counts 3');
  });

  it('shares the total with the other types of a session, and with the type whose item it is', async () => {
    const users = defineType({ ...group, type: 'AWS::IAM::User', total: { call, path: 'SummaryMap.Users' } });
    const aws = new FakeAws({ ListGroups: listed, GetAccountSummary: { SummaryMap: { Groups: 2, Users: 1 } } });

    const read = await readTogether(IAM, [group, users, summary], [group, users, summary], aws);

    expect(read.map((each) => each.length)).toEqual([3, 3, 1]);
    expect(aws.called('GetAccountSummary')).toHaveLength(1);
  });
});

describe('a field that comes in pages', () => {
  it('fails the slice with a transient error if its page token has expired, instead of holding its first elements twice', async () => {
    const withGrants = defineType({ ...key, details: { Grants: readAll('ListGrants', { KeyId: 'KeyId' }, 'Grants') } });
    let refusals = 1;
    const ListGrants = ({ input }: CloudCall): object => {
      if (!input['Marker']) return { Grants: [{ GrantId: '1' }], NextMarker: 'more' };
      return refusals-- > 0 ? stale : { Grants: [{ GrantId: '2' }] };
    };

    const failure = await failureOf(KMS, [withGrants], new FakeAws({ ListKeys: { Keys: [{ KeyId: 'a' }] }, ListGrants }));

    expect(failure.details).toMatchObject({ class: 'transient', error_code: 'InvalidMarkerException' });
  });
});

describe('a list that is matched to the items', () => {
  it('fails the slice with a transient error if its page token has expired, instead of matching its first elements twice', async () => {
    const withAliases = defineType({
      ...key,
      joins: { Aliases: join(paged('ListAliases', 'Aliases'), { TargetKeyId: 'KeyId' }, 'AliasName', { many: true }) },
    });
    let refusals = 1;
    const ListAliases = ({ input }: CloudCall): object => {
      if (!input['Marker']) return { Aliases: [{ TargetKeyId: 'a', AliasName: '1' }], NextMarker: 'more' };
      return refusals-- > 0 ? stale : { Aliases: [{ TargetKeyId: 'a', AliasName: '2' }] };
    };
    const aws = new FakeAws({ ListKeys: { Keys: [{ KeyId: 'a' }] }, ListAliases });

    expect((await failureOf(KMS, [withAliases], aws)).details).toMatchObject({ class: 'transient', error_code: 'InvalidMarkerException' });
    expect((await resourcesOf(KMS, [withAliases], aws))[0]?.config['Aliases']).toEqual(['1', '2']);
  });
});

describe('a region', () => {
  it.each([{ missing: ['eu-west-1'] }, { only: ['us-east-1'] }])(
    'is unsupported where the service is not offered, without a call (%j)',
    async (offered) => {
      const aws = new FakeAws({ ListKeys: first });

      const { message, details } = await failureOf({ ...KMS, offered }, [key], aws);

      expect(details).toEqual({ class: 'unsupported', error_code: 'NotOffered' });
      expect(message).toBe('AWS does not offer kms in eu-west-1.');
      expect(aws.called('ListKeys')).toEqual([]);
    },
  );

  it('is read where the service is offered', async () => {
    const aws = new FakeAws({ ListKeys: { Keys: [{ KeyId: 'a' }] } });

    expect(idsOf(await resourcesOf({ ...KMS, offered: { missing: ['us-east-1'] } }, [key], aws))).toEqual(['a']);
  });

  const notFound = (host: string) => Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
  const enabled = { Regions: [{ RegionName: 'eu-west-1' }] };

  it('is unsupported where the service has no host, while other hosts of the region answer', async () => {
    const aws = new FakeAws({ ListKeys: notFound('kms.eu-west-1.amazonaws.com'), DescribeRegions: enabled });

    expect((await failureOf(KMS, [key], aws)).details).toEqual({ class: 'unsupported', error_code: 'ENOTFOUND' });
  });

  it('is unsupported there as well if the other host answers with a refusal', async () => {
    const refusal = new AnsweredError('UnauthorizedOperation', 'No.', 403);
    const aws = new FakeAws({ ListKeys: notFound('kms.eu-west-1.amazonaws.com'), DescribeRegions: refusal });

    expect((await failureOf(KMS, [key], aws)).details.class).toBe('unsupported');
  });

  it('is read again later if no host of the region is found, and if the region is not known', async () => {
    const none = new FakeAws({ ListKeys: notFound('kms'), DescribeRegions: notFound('ec2') });
    // The regions were read at first; then the name server failed.
    let asked = 0;
    const DescribeRegions = () => (asked++ === 0 ? enabled : notFound('ec2'));
    const later = new FakeAws({ ListKeys: notFound('kms'), DescribeRegions });

    expect((await failureOf(KMS, [key], none)).details).toEqual({ class: 'transient', error_code: 'ENOTFOUND' });
    expect((await failureOf(KMS, [key], later)).details).toEqual({ class: 'transient', error_code: 'ENOTFOUND' });
  });

  it('is unsupported where the account has not enabled the service', async () => {
    const aws = new FakeAws({ ListKeys: new AnsweredError('NotEnabledException', 'Turn it on.', 400) });

    expect((await failureOf({ ...KMS, notEnabled: ['NotEnabledException'] }, [key], aws)).details).toEqual({
      class: 'unsupported',
      error_code: 'NotEnabledException',
    });
  });

  it('is unsupported where only the text of a denial says that the service is not enabled, and denied where it says anything else', async () => {
    const notEnabled = [{ code: 'AccessDeniedException', text: 'has not signed up' }];
    const failed = async (text: string) => {
      const aws = new FakeAws({ ListKeys: new AnsweredError('AccessDeniedException', text, 400) });
      return (await failureOf({ ...KMS, notEnabled }, [key], aws)).details.class;
    };

    expect(await failed('The account has not signed up for it.')).toBe('unsupported');
    expect(await failed('User: arn:aws:iam::123456789012:role/r is not authorized to perform: kms:ListKeys')).toBe('denied');
  });
});
