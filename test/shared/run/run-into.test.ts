import { describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { SEARCH_ONLY } from '../../../shared/clouds/cloud.ts';
import { undeclaredType } from '../../../shared/clouds/resource-type.ts';
import { writeDiff } from '../../../shared/exports/diff-files.ts';
import { type Export, openExport } from '../../../shared/exports/read-export.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { cloudError, FakeCloud, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { accountId, encodingOf, type Ran, ranOver, SILENT, STARTED_AT } from './support.ts';

const cloudWith = (more: (cloud: FakeCloud) => void = () => undefined): FakeCloud => {
  const cloud = new FakeCloud();
  cloud.put(accountId(1), NETWORK, 'eu-west-1', [fetched('vpc-b'), fetched('vpc-a'), fetched('vpc-c')]);
  cloud.put(accountId(1), USER, 'global', [fetched('ann')]);
  cloud.put(accountId(2), NETWORK, 'us-east-1', [fetched('vpc-d')]);
  more(cloud);
  return cloud;
};

describe('a run', () => {
  it('writes every resource of every account, in order, and the outcome of every slice', async () => {
    const { lines, summary, files } = await ranOver(cloudWith(), [2, 1]);

    expect(lines('inventory').map(({ resource_uid }) => resource_uid)).toEqual([
      `${accountId(1)}|AWS::EC2::VPC|eu-west-1|vpc-a`,
      `${accountId(1)}|AWS::EC2::VPC|eu-west-1|vpc-b`,
      `${accountId(1)}|AWS::EC2::VPC|eu-west-1|vpc-c`,
      `${accountId(1)}|AWS::IAM::User|global|ann`,
      `${accountId(2)}|AWS::EC2::VPC|us-east-1|vpc-d`,
    ]);
    expect(
      lines('coverage').map(({ account_id, segment, type, outcome, resources }) => [account_id, segment, type, outcome, resources]),
    ).toEqual([
      [accountId(1), 'eu-west-1', 'AWS::EC2::VPC', 'complete', 3],
      [accountId(1), 'global', 'AWS::IAM::User', 'complete', 1],
      [accountId(1), 'us-east-1', 'AWS::EC2::VPC', 'complete', 0],
      [accountId(2), 'eu-west-1', 'AWS::EC2::VPC', 'complete', 0],
      [accountId(2), 'global', 'AWS::IAM::User', 'complete', 0],
      [accountId(2), 'us-east-1', 'AWS::EC2::VPC', 'complete', 1],
    ]);
    expect(lines('accounts')).toMatchObject([
      { account_id: accountId(1), status: 'ok', resources: 4, error: null },
      { account_id: accountId(2), status: 'ok', resources: 1, error: null },
    ]);
    expect(summary).toMatchObject({ status: 'completed', collected_at: '2026-11-21T10:15:30.000Z', seconds: 1.3, discovered: 5 });
    expect(Object.keys(files)).toEqual([
      'accounts.jsonl',
      'accounts.parquet',
      'coverage.jsonl',
      'coverage.parquet',
      'inventory.csv',
      'inventory.jsonl',
      'inventory.parquet',
      'manifest.json',
      'relationships.jsonl',
      'relationships.parquet',
      'run_summary.json',
    ]);
  });

  it('writes the same whatever its concurrency is and whichever request is answered first', async () => {
    const restless = (): FakeCloud =>
      cloudWith((cloud) => {
        let calls = 0;
        cloud.pageSize = 1;
        // Every other page is answered later than the pages that are requested after it.
        cloud.onPage = async () => {
          calls += 1;
          for (let turn = 0; turn < (calls % 2) * 20; turn++) await Promise.resolve();
        };
      });

    const one = await ranOver(restless(), [1, 2], { accountsAtOnce: 1, slicesAtOnce: 1 });
    const many = await ranOver(restless(), [2, 1], { accountsAtOnce: 8, slicesAtOnce: 8 });

    // The fake counts the calls of all its sessions together.
    const { 'run_summary.json': _one, ...filesOfOne } = one.files;
    const { 'run_summary.json': _many, ...filesOfMany } = many.files;
    expect(filesOfMany).toEqual(filesOfOne);
    expect({ ...many.summary, api_calls: 0 }).toEqual({ ...one.summary, api_calls: 0 });
  });

  it('writes the same bytes whatever the order of the cloud, except in lists whose order has a meaning', async () => {
    const vpc = (Rules: readonly { readonly Id: string }[], Steps: readonly string[]) =>
      cloudWith((cloud) => {
        const relationships = Rules.map(({ Id }) => ({ relation: 'uses', type: 'AWS::EC2::Subnet', id: Id }));
        const config = { Rules, Steps, Tags: Rules.map(({ Id }) => ({ Key: Id, Value: 'v' })) };
        cloud.put(accountId(1), NETWORK, 'eu-west-1', [fetched('vpc-a', { config, relationships })]);
      });
    const rules = [
      { Id: 'b', Ports: [443, 80] },
      { Id: 'a', Ports: [22] },
      { Id: 'c', Ports: [80, 443] },
    ];

    const { files } = await ranOver(vpc(rules, ['a', 'b']), [1]);
    const permuted = await ranOver(vpc(rules.toReversed(), ['a', 'b']), [1]);
    const reordered = await ranOver(vpc(rules, ['b', 'a']), [1]);

    expect(permuted.files).toEqual(files);
    expect(reordered.files['inventory.jsonl']).not.toBe(files['inventory.jsonl']);
  });

  it('writes what it has read of a slice that fails, and marks the slice as partial', async () => {
    const cloud = cloudWith((each) => each.fail(accountId(1), NETWORK, 'eu-west-1', cloudError('throttled'), 1));

    const { lines, summary } = await ranOver(cloud, [1, 2]);

    expect(lines('inventory').map(({ resource_id }) => resource_id)).toEqual(['vpc-a', 'vpc-b', 'ann', 'vpc-d']);
    expect(lines('coverage')[0]).toMatchObject({ outcome: 'partial', resources: 2, error_class: 'throttled', error_code: 'Fakethrottled' });
    expect(lines('accounts')).toMatchObject([{ status: 'partial' }, { status: 'ok' }]);
    expect(summary).toMatchObject({
      status: 'completed_with_errors',
      by_slice_outcome: { complete: 5, partial: 1 },
      slices_not_whole: {
        total: 1,
        first: [{ account_id: accountId(1), segment: 'eu-west-1', type: 'AWS::EC2::VPC', outcome: 'partial' }],
      },
    });
  });

  it('writes one line of coverage for an account that it cannot log in to', async () => {
    const refusal = cloudError('denied', 'The role could not be assumed.');
    const cloud = cloudWith((each) => each.refuse(accountId(1), new CloudError(refusal.message, refusal.details, { apiCalls: 1000 })));

    const { lines, summary } = await ranOver(cloud, [1, 2]);

    expect(summary.api_calls).toBe(1000 + cloud.apiCalls);

    expect(lines('accounts')).toMatchObject([
      { account_id: accountId(1), status: 'failed', error: 'The role could not be assumed.', resources: 0 },
      { account_id: accountId(2), status: 'ok' },
    ]);
    expect(lines('coverage').filter(({ account_id }) => account_id === accountId(1))).toMatchObject([
      { segment: '*', type: '*', outcome: 'denied', resources: 0, error_message: 'The role could not be assumed.' },
    ]);
    expect(summary.slices_not_whole.first).toMatchObject([{ account_id: accountId(1), segment: '*', type: '*', outcome: 'denied' }]);
    expect(summary).toMatchObject({
      status: 'completed_with_errors',
      accounts: { total: 2, ok: 1, partial: 0, failed: 1 },
      failed_accounts: [{ account_id: accountId(1), error: 'The role could not be assumed.' }],
    });
  });

  it('has failed if no account could be read', async () => {
    const cloud = cloudWith((each) => {
      for (const region of each.regions) each.fail(accountId(1), NETWORK, region, cloudError('denied'));
      each.fail(accountId(1), USER, 'global', cloudError('denied'));
    });

    const { lines, summary } = await ranOver(cloud, [1]);

    expect(summary.status).toBe('failed');
    expect(lines('accounts')).toMatchObject([{ status: 'failed', error: 'The cloud is denied.' }]);
    expect(lines('coverage').map(({ outcome }) => outcome)).toEqual(['denied', 'denied', 'denied']);
  });

  it('writes a resource once that is listed twice', async () => {
    const cloud = cloudWith((each) =>
      each.put(accountId(2), USER, 'global', [fetched('bob'), fetched('cy'), fetched('bob', { name: 'later' })]),
    );

    const { lines, summary } = await ranOver(cloud, [2]);

    expect(lines('inventory').map(({ resource_id, name }) => [resource_id, name])).toEqual([
      ['bob', 'bob'],
      ['cy', 'cy'],
      ['vpc-d', 'vpc-d'],
    ]);
    expect(summary.discovered).toBe(3);
  });

  it('counts details that could not be read, and names the permissions that are missing', async () => {
    const cloud = cloudWith((each) =>
      each.put(accountId(2), NETWORK, 'us-east-1', [
        fetched('vpc-d'),
        fetched('vpc-e', { unread: { Flow: { permission: 'ec2:DescribeFlowLogs', error_code: 'AccessDenied' } } }),
      ]),
    );

    const { summary } = await ranOver(cloud, [1, 2], { types: [NETWORK, { ...USER, undeclared: true }] });

    expect(summary).toMatchObject({ discovered: 6, enriched_ok: 4, not_implemented: 1, errors: 1 });
    expect(summary.missing_permissions).toEqual(['ec2:DescribeFlowLogs']);
  });

  it('is completed where types are known from a search alone, and counts them apart', async () => {
    const image = undeclaredType('aws', 'Image', 'regional');
    const searched = new CloudError('Search does not tell.', { class: 'unsupported', error_code: SEARCH_ONLY });
    const cloud = cloudWith((each) => {
      each.undeclared = [{ type: 'Image', segment: 'eu-west-1' }];
      each.put(accountId(1), image, 'eu-west-1', [fetched('image-a'), fetched('image-b')]);
      for (const digit of [1, 2]) each.fail(accountId(digit), image, 'eu-west-1', searched, 1);
    });

    const { lines, summary } = await ranOver(cloud, [1, 2]);

    expect(summary).toMatchObject({ status: 'completed', accounts: { ok: 2, partial: 0 }, not_implemented: 2, discovered: 7 });
    expect(summary).toMatchObject({ search_only: { slices: 2, types: 1 }, slices_not_whole: { total: 0, first: [] } });
    expect(lines('coverage')).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'Image', outcome: 'partial', resources: 2 })]),
    );
  });

  it('leaves volatile fields out, and keeps times of use whole', async () => {
    const cloud = new FakeCloud();
    const config = { Id: 'vpc-a', LastLookedAt: 'just now', LastUsed: '2026-11-20T17:00:00Z' };
    cloud.put(accountId(1), NETWORK, 'eu-west-1', [fetched('vpc-a', { config })]);

    const { lines } = await ranOver(cloud, [1]);

    expect(lines('inventory')).toMatchObject([{ config: { Id: 'vpc-a', LastUsed: '2026-11-20T17:00:00Z' } }]);
  });

  it('writes no secret that an error quotes', async () => {
    const secret = cloudError('transient', 'The request of AKIAIOSFODNN7EXAMPLE failed.');
    const cloud = cloudWith((each) => {
      each.fail(accountId(1), USER, 'global', secret);
      each.refuse(accountId(2), secret);
    });

    const { files } = await ranOver(cloud, [1, 2]);

    expect(files['coverage.jsonl']).toContain('The request of AKIA… failed.');
    expect(files['accounts.jsonl']).toContain('The request of AKIA… failed.');
    expect(Object.values(files).join('')).not.toContain('IOSFODNN7EXAMPLE');
  });

  it('does not wait for requests that are under way once it is aborted', async () => {
    const ending = new AbortController();
    const cloud = cloudWith();
    const open = cloud.session.bind(cloud);
    cloud.session = async (id) => {
      let hangUp: (reason: unknown) => void = () => undefined;
      cloud.onPage = async () => {
        const hanging = new Promise<never>((_, reject) => {
          hangUp = reject;
        });
        ending.abort(new Error('enough'));
        await hanging;
      };
      return { ...(await open(id)), close: () => hangUp(cloudError('transient')) };
    };

    await expect(ranOver(cloud, [1], { ending, slicesAtOnce: 1 })).rejects.toThrow('enough');
  });

  it('ends when it is aborted while it writes its files', async () => {
    const ending = new AbortController();
    const events = { ...SILENT, writing: () => ending.abort(new Error('enough')) };

    await expect(ranOver(cloudWith(), [1, 2], { ending, events })).rejects.toThrow('enough');
  });

  it('ends with the reason with which it was aborted', async () => {
    const ending = new AbortController();
    const cloud = cloudWith((each) => {
      each.onPage = () => ending.abort(new Error('enough'));
    });

    await expect(ranOver(cloud, [1, 2], { ending })).rejects.toThrow('enough');
  });

  it('ends at an error that does not come from a slice', async () => {
    const opened: string[] = [];
    const planned = (account_id: string): void => {
      opened.push(account_id);
      throw new Error('nobody foresaw this');
    };
    const events = { ...SILENT, planned };

    await expect(
      ranOver(
        cloudWith(() => undefined),
        [1, 2, 3, 4],
        { accountsAtOnce: 1, events },
      ),
    ).rejects.toThrow('nobody foresaw this');

    expect(opened).toEqual([accountId(1)]);
  });
});

describe('a run that compares', () => {
  const network = (id: string, config: Readonly<Record<string, unknown>>) => fetched(id, { config });
  // A cloud may list the same fields in another order each time.
  const before = (): FakeCloud =>
    cloudWith((each) =>
      each.put(accountId(2), NETWORK, 'us-east-1', [network('gone', {}), network('other', { Cidr: '10/8', Arn: 1, Dns: true })]),
    );
  const after = (): FakeCloud =>
    cloudWith((each) => {
      each.put(accountId(2), NETWORK, 'us-east-1', [network('come', {}), network('other', { Dns: false, Cidr: '10/16', Arn: 2 })]);
      each.fail(accountId(1), NETWORK, 'eu-west-1', cloudError('throttled'), 1);
    });

  async function inFolders<T>(use: (opened: (name: string, ran: Ran) => Promise<Export>, parent: string) => Promise<T>): Promise<T> {
    const parent = await mkdtemp(join(tmpdir(), 'muster-compared-'));
    const opened = async (name: string, { files }: Ran): Promise<Export> => {
      const folder = join(parent, name);
      await mkdir(folder);
      for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text, encodingOf(file));
      return await openExport(folder);
    };
    try {
      return await use(opened, parent);
    } finally {
      await rm(parent, { recursive: true });
    }
  }

  it('writes the same differences, byte for byte, as a comparison of the two exports, and counts the same changes', async () => {
    await inFolders(async (opened, parent) => {
      const prev = await opened('prev', await ranOver(before(), [1, 2]));
      const ran = await ranOver(after(), [1, 2], { prev });
      const curr = await opened('curr', ran);

      const { counts } = await writeDiff(prev, curr, parent);

      for (const file of ['diff.json', 'diff_summary.json']) expect(ran.files[file]).toBe(await readFile(join(parent, file), 'utf8'));
      expect(counts).toMatchObject({ added: 1, removed: 1, changed: 1, not_seen: 1 });
      expect(ran.summary.changes).toEqual(counts);
      expect(ran.lines('changes').map(({ op, resource_id }) => [op, resource_id])).toEqual([
        ['add', 'come'],
        ['delete', 'gone'],
        ['update', 'other'],
      ]);
      const { changed } = JSON.parse(ran.files['diff.json']!) as { readonly changed: readonly { readonly patch: unknown }[] };
      expect(ran.lines('changes')[2]?.['patch']).toEqual(changed[0]?.patch);
    });
  });

  it('reads the earlier export once', async () => {
    await inFolders(async (opened) => {
      const earlier = await opened('prev', await ranOver(before(), [1, 2]));
      const read: DatasetName[] = [];
      const prev: Export = {
        folder: earlier.folder,
        manifest: earlier.manifest,
        has: (dataset) => earlier.has(dataset),
        records: (dataset) => {
          read.push(dataset);
          return earlier.records(dataset);
        },
        verify: async (...datasets) => await earlier.verify(...datasets),
      };

      await ranOver(after(), [1, 2], { prev });

      expect(read).toEqual(['coverage']);
    });
  });

  it('leaves no temporary file', async () => {
    await inFolders(async (opened) => {
      const { files } = await ranOver(after(), [1, 2], { prev: await opened('prev', await ranOver(before(), [1, 2])) });

      expect(Object.keys(files).filter((name) => name.startsWith('.'))).toEqual([]);
    });
  });
});

describe('a run that scans', () => {
  const vpc = typeNamed('AWS::EC2::VPC')!;
  const instance = typeNamed('AWS::EC2::Instance')!;
  const policies = builtInPolicies().filter(({ policy }) => policy.id === 'aws.ec2.vpc-default-unused');
  const scanned = async (prepare: (cloud: FakeCloud) => void) => {
    const cloud = new FakeCloud();
    cloud.regions = ['eu-west-1'];
    cloud.put(accountId(1), vpc, 'eu-west-1', [fetched('vpc-1', { config: { IsDefault: true } })]);
    const relationships = [{ relation: 'in', type: vpc.type, id: 'vpc-1' }];
    cloud.put(accountId(1), instance, 'eu-west-1', [fetched('i-1', { config: { State: { Name: 'running' } }, relationships })]);
    prepare(cloud);
    return await ranOver(cloud, [1], { types: [vpc, instance], policies, now: STARTED_AT });
  };

  it('finds failures, also those of policies that look up related resources', async () => {
    const { lines, summary } = await scanned(() => undefined);

    expect(lines('findings')).toMatchObject([
      { policy_id: 'aws.ec2.vpc-default-unused', resource_id: 'vpc-1', status: 'open', verdict: 'fail', first_seen_at: null },
    ]);
    expect(lines('findings')[0]?.['finding_id']).toBe(`aws.ec2.vpc-default-unused#${accountId(1)}|AWS::EC2::VPC|eu-west-1|vpc-1`);
    expect(summary.scan).toMatchObject({ policies: 1, findings: 1, unknown: 0 });
  });

  it('answers unknown for a policy that needs a slice which was not read whole', async () => {
    const { lines, summary } = await scanned((cloud) => cloud.fail(accountId(1), instance, 'eu-west-1', cloudError('throttled')));

    expect(lines('findings')).toEqual([]);
    expect(summary.scan).toMatchObject({ findings: 0, unknown: 1 });
  });
});
