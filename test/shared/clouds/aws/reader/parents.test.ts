/** Types whose list is read for each item of another type's list. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../shared/clouds/aws/answerer.ts';
import { defineType, inBatches, paged } from '../../../../../shared/clouds/aws/types/define.ts';
import { FakeAws } from '../support.ts';
import { MAX_WHOLE } from '../../../../../shared/clouds/reader/parents.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/aws/types/definition.ts';
import { Bookmark } from '../../../../../shared/clouds/bookmark.ts';
import { ECS, ELB, failureOf, type Reading, readTogether, resourcesOf } from './catalog.ts';

const balancer = defineType({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  kind: 'network',
  list: paged('DescribeLoadBalancers', 'LoadBalancers', { PageSize: 400 }),
  gone: ['LoadBalancerNotFoundException'],
  id: 'LoadBalancerArn',
});
const listener = defineType({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  kind: 'network',
  parents: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  list: paged('DescribeListeners', 'Listeners', { PageSize: 400 }, { from: { LoadBalancerArn: 'LoadBalancerArn' } }),
  id: 'ListenerArn',
  tags: 'Tags',
  batch: {
    Tags: inBatches('DescribeTags', { ResourceArns: 'ListenerArn' }, 20, 'TagDescriptions', { match: 'ResourceArn', take: 'Tags' }),
  },
});
const listeners = [listener, balancer] as const;

const LATENCY_MS = 5;
const later = async <T>(value: T): Promise<T> => await new Promise((resolve) => setTimeout(() => resolve(value), LATENCY_MS));

const tagsOf = ({ input }: CloudCall): object => ({
  TagDescriptions: (input['ResourceArns'] as readonly string[]).map((arn) => ({
    ResourceArn: arn,
    Tags: [{ Key: 'Name', Value: `name of ${arn}` }],
  })),
});

describe('children', () => {
  it('are read for many parents at once, each with its parent as input, and tagged by twenty', async () => {
    const parents = Array.from({ length: 200 }, (_, index) => ({ LoadBalancerArn: `lb-${index}` }));
    let underWay = 0;
    let most = 0;
    const aws = new FakeAws({
      DescribeLoadBalancers: { LoadBalancers: parents },
      DescribeListeners: async ({ input }: CloudCall) => {
        underWay += 1;
        most = Math.max(most, underWay);
        const answer = await later({ Listeners: [{ ListenerArn: `of ${String(input['LoadBalancerArn'])}` }] });
        underWay -= 1;
        return answer;
      },
      DescribeTags: tagsOf,
    });

    const found = await resourcesOf(ELB, listeners, aws);

    expect(found.map(({ resource_id }) => resource_id).toSorted()).toEqual(
      parents.map(({ LoadBalancerArn }) => `of ${LoadBalancerArn}`).toSorted(),
    );
    expect(found[0]?.tags).toEqual({ Name: `name of ${found[0]?.resource_id}` });
    expect(most).toBe(8);
    expect(aws.called('DescribeLoadBalancers')).toHaveLength(1);
    expect(aws.called('DescribeTags')).toHaveLength(10);
  });

  it('page within each parent', async () => {
    const aws = new FakeAws({
      DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'a' }] },
      DescribeListeners: ({ input }: CloudCall) =>
        input['Marker'] ? { Listeners: [{ ListenerArn: '2' }] } : { Listeners: [{ ListenerArn: '1' }], NextMarker: 'more' },
      DescribeTags: tagsOf,
    });

    expect((await resourcesOf(ELB, listeners, aws)).map(({ resource_id }) => resource_id)).toEqual(['1', '2']);
  });

  it('are none where their parent is gone since it was listed; the others are read', async () => {
    const aws = new FakeAws({
      DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'gone' }, { LoadBalancerArn: 'here' }] },
      DescribeListeners: ({ input }: CloudCall) =>
        input['LoadBalancerArn'] === 'gone'
          ? new AnsweredError('LoadBalancerNotFoundException', 'It is gone.', 400)
          : { Listeners: [{ ListenerArn: '1' }] },
      DescribeTags: tagsOf,
    });

    expect((await resourcesOf(ELB, listeners, aws)).map(({ resource_id }) => resource_id)).toEqual(['1']);
  });

  it('are none where the service says that their parent can have none, and no other error of the same code means it', async () => {
    const absent = [{ code: 'InvalidConfigurationRequestException', text: 'has no listeners' }];
    const only = { ...listener, list: { ...listener.list, absent } };
    const aws = (message: string): FakeAws =>
      new FakeAws({
        DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'other' }, { LoadBalancerArn: 'usual' }] },
        DescribeListeners: ({ input }: CloudCall) =>
          input['LoadBalancerArn'] === 'other'
            ? new AnsweredError('InvalidConfigurationRequestException', message, 400)
            : { Listeners: [{ ListenerArn: '1' }] },
        DescribeTags: tagsOf,
      });

    const found = await resourcesOf(ELB, [only, balancer], aws('A balancer of this kind has no listeners.'));
    expect(found.map(({ resource_id }) => resource_id)).toEqual(['1']);
    const failed = await failureOf(ELB, [only, balancer], aws('The request is wrong.'));
    expect(failed.details.error_code).toBe('InvalidConfigurationRequestException');
  });

  it('are denied with their own permission, and with that of their parents where those may not be listed', async () => {
    const refusal = new AnsweredError('AccessDenied', 'No.', 403);
    const own = new FakeAws({ DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: 'a' }] }, DescribeListeners: refusal });
    const parents = new FakeAws({ DescribeLoadBalancers: refusal });

    expect((await failureOf(ELB, listeners, own)).details).toEqual({
      class: 'denied',
      error_code: 'AccessDenied',
      permission: 'elasticloadbalancing:DescribeListeners',
    });
    expect((await failureOf(ELB, listeners, parents)).details.permission).toBe('elasticloadbalancing:DescribeLoadBalancers');
  });
});

describe('parents', () => {
  const listOf = (count: number) => ({
    DescribeLoadBalancers: {
      LoadBalancers: Array.from({ length: count }, (_, index) => ({ LoadBalancerArn: `lb-${index}`, Type: 'network' })),
    },
    DescribeListeners: ({ input }: CloudCall) => ({ Listeners: [{ ListenerArn: `of ${String(input['LoadBalancerArn'])}` }] }),
    DescribeTags: tagsOf,
  });
  const sizes = async (aws: FakeAws, order: readonly TypeDefinition[]): Promise<readonly number[]> =>
    (await readTogether(ELB, listeners, order, aws)).map((found) => found.length);

  it.each([
    ['first', [balancer, listener]],
    ['last', [listener, balancer]],
  ])('are listed once for their own slice and those of their children, whether they are read %s', async (_order, order) => {
    const aws = new FakeAws(listOf(30));

    expect(await sizes(aws, order)).toEqual([30, 30]);
    expect(aws.called('DescribeLoadBalancers')).toHaveLength(1);
  });

  it('are whole in their own slice', async () => {
    const [, own] = await readTogether(ELB, listeners, [listener, balancer], new FakeAws(listOf(1)));

    expect(own).toMatchObject([{ resource_id: 'lb-0', config: { LoadBalancerArn: 'lb-0', Type: 'network' } }]);
  });

  it('are listed for each if there are too many to hold', async () => {
    const aws = new FakeAws(listOf(MAX_WHOLE + 1));

    expect(await sizes(aws, [listener, balancer])).toEqual([MAX_WHOLE + 1, MAX_WHOLE + 1]);
    expect(aws.called('DescribeLoadBalancers')).toHaveLength(2);
  });

  it('fail the slice with a transient error if their page token has expired, instead of having their children twice', async () => {
    const DescribeLoadBalancers = ({ input }: CloudCall): object =>
      input['Marker']
        ? new AnsweredError('InvalidMarkerException', 'It is not known.', 400)
        : { LoadBalancers: [{ LoadBalancerArn: 'a' }], NextMarker: 'more' };
    const aws = new FakeAws({ ...listOf(0), DescribeLoadBalancers });

    expect((await failureOf(ELB, listeners, aws)).details).toMatchObject({ class: 'transient', error_code: 'InvalidMarkerException' });
    expect(aws.called('DescribeListeners')).toEqual([]);
  });
});

const cluster = defineType({
  type: 'AWS::ECS::Cluster',
  kind: 'network',
  list: paged('ListClusters', 'clusterArns', { maxResults: 100 }, { as: 'clusterArn' }),
  gone: ['ClusterNotFoundException'],
  id: 'clusterArn',
});
const service = defineType({
  type: 'AWS::ECS::Service',
  kind: 'network',
  parents: 'AWS::ECS::Cluster',
  list: paged('ListServices', 'serviceArns', { maxResults: 100 }, { from: { cluster: 'clusterArn' }, as: 'serviceArn' }),
  describe: inBatches('DescribeServices', { services: 'serviceArn' }, 10, 'services', {
    match: 'serviceArn',
    from: { cluster: '^clusterArn' },
    input: { include: ['TAGS'] },
  }),
  id: 'serviceArn',
  name: 'serviceName',
  tags: { path: 'tags', key: 'key', value: 'value' },
});

describe('a describe in batches', () => {
  const ids = (of: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${of}/${index}`);
  const answers = {
    ListClusters: { clusterArns: ['red', 'blue'] },
    ListServices: ({ input }: CloudCall) => ({ serviceArns: ids(String(input['cluster']), input['cluster'] === 'red' ? 23 : 4) }),
    DescribeServices: ({ input }: CloudCall) => ({
      services: (input['services'] as readonly string[])
        .filter((arn) => arn !== 'blue/3')
        .map((serviceArn) => ({ serviceArn, serviceName: `name ${serviceArn}`, tags: [{ key: 'team', value: 'web' }] })),
    }),
  };

  it('asks for ten at a time, each time for one parent, and keeps as unread what is not answered for', async () => {
    const aws = new FakeAws(answers);

    const found = await resourcesOf(ECS, [service, cluster], aws);

    expect(found.map(({ resource_id }) => resource_id).toSorted()).toEqual([...ids('blue', 4), ...ids('red', 23)].toSorted());
    expect(found.find(({ resource_id }) => resource_id === 'blue/3')?.unread).toEqual({ '*': { error_code: 'NotDescribed' } });
    expect(found[0]).toMatchObject({ name: `name ${found[0]?.resource_id}`, tags: { team: 'web' }, unread: {} });
    const asked = aws
      .called('DescribeServices')
      .map(({ input }) => `${String(input['cluster'])}: ${(input['services'] as unknown[]).length}`);
    expect(asked.toSorted((a, b) => a.localeCompare(b))).toEqual(['blue: 4', 'red: 10', 'red: 10', 'red: 3']);
    expect(aws.called('DescribeServices').every(({ input }) => Array.isArray(input['include']))).toBe(true);
  });

  it('keeps what the list said of those that may not be described', async () => {
    const refusal = new AnsweredError('AccessDeniedException', 'No.', 400);

    const found = await resourcesOf(ECS, [service, cluster], new FakeAws({ ...answers, DescribeServices: refusal }));

    expect(found).toHaveLength(27);
    expect(found[0]).toMatchObject({
      name: null,
      tags: null,
      config: { serviceArn: found[0]?.resource_id },
      unread: { '*': { permission: 'ecs:DescribeServices', error_code: 'AccessDeniedException' } },
    });
  });
});

describe('the place of a list below parents', () => {
  const names = Array.from({ length: 300 }, (_, index) => `lb-${String(index).padStart(3, '0')}`);
  /** Each balancer has two pages of listeners. */
  const balancers = (fails: (balancer: string, marker: unknown) => boolean = () => false): FakeAws =>
    new FakeAws({
      DescribeLoadBalancers: { LoadBalancers: names.map((LoadBalancerArn) => ({ LoadBalancerArn })) },
      DescribeListeners: ({ input }: CloudCall) => {
        const name = String(input['LoadBalancerArn']);
        if (fails(name, input['Marker'])) return new AnsweredError('InternalFailure', 'Down.', 500);
        return input['Marker'] === undefined
          ? { Listeners: [{ ListenerArn: `${name} first` }], NextMarker: `more of ${name}` }
          : { Listeners: [{ ListenerArn: `${name} second` }] };
      },
      DescribeTags: tagsOf,
    });

  it('is the parents that were read, and the next pages of those that were read in part; nothing that was not handed over counts', async () => {
    const bookmark = new Bookmark();
    let calls = 0;
    const seen: string[] = [];
    const onPage: Reading['onPage'] = (page) => void seen.push(...page.map(({ resource_id }) => resource_id));
    await failureOf(
      ELB,
      listeners,
      balancers(() => (calls += 1) > 400),
      { bookmark, onPage },
    );
    const { done = [], tokens = {} } = bookmark.place?.parts ?? {};
    expect(done.length).toBeGreaterThan(100);
    expect(done.length).toBeLessThan(200);

    const aws = balancers();
    const rest = await resourcesOf(ELB, listeners, aws, { bookmark: new Bookmark(bookmark.place) });
    expect([...new Set([...seen, ...rest.map(({ resource_id }) => resource_id)])].toSorted()).toEqual(
      names.flatMap((name) => [`${name} first`, `${name} second`]),
    );
    expect(aws.called('DescribeListeners')).toHaveLength(2 * (names.length - done.length) - Object.keys(tokens).length);
  });

  it('does not count a parent whose list has failed', async () => {
    const bookmark = new Bookmark();
    await failureOf(
      ELB,
      listeners,
      balancers((name, marker) => name === 'lb-299' && marker !== undefined),
      { bookmark },
    );
    const rest = await resourcesOf(ELB, listeners, balancers(), { bookmark: new Bookmark(bookmark.place) });
    expect(rest.map(({ resource_id }) => resource_id)).toContain('lb-299 second');
  });

  it('reads a parent anew of which another is known than before', async () => {
    const bookmark = new Bookmark();
    await resourcesOf(ELB, listeners, balancers(), { bookmark });
    expect(bookmark.partsDone).toBe(names.length);

    const aws = balancers();
    aws.set('DescribeLoadBalancers', { LoadBalancers: [{ LoadBalancerArn: 'lb-000' }, { LoadBalancerArn: 'new' }] });
    const found = await resourcesOf(ELB, listeners, aws, { bookmark: new Bookmark(bookmark.place) });
    expect(found.map(({ resource_id }) => resource_id)).toEqual(['new first', 'new second']);
  });
});
