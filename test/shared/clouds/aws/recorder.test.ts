import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../shared/clouds/aws/answerer.ts';
import { answeredBy } from '../../../../shared/clouds/aws/exchange.ts';
import { recordInto, replayFrom } from '../../../../shared/clouds/aws/recorder.ts';
import { ACCOUNT, FakeAws, openSession } from './support.ts';
import { typeNamed } from '../../../../shared/registry.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';

const instance = typeNamed('AWS::EC2::Instance') as ResourceType;
const lambda = typeNamed('AWS::Lambda::Function') as ResourceType;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'muster-record-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const call = (operation: string, input: Readonly<Record<string, unknown>> = {}, more: Partial<CloudCall> = {}): CloudCall => ({
  account: ACCOUNT,
  region: 'eu-west-1',
  service: 'ec2',
  operation,
  input,
  ...more,
});
const recorded = (): string =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('');

describe('a recording', () => {
  it('replays a whole run: the same resources, times included, without the cloud', async () => {
    const launched = new Date('2026-05-01T12:00:00Z');
    const aws = new FakeAws({
      DescribeRegions: { Regions: [{ RegionName: 'eu-west-1' }] },
      DescribeInstances: { Reservations: [{ Instances: [{ InstanceId: 'i-1', LaunchTime: launched }] }] },
    });
    const run = async (exchange: ReturnType<typeof answeredBy>, homeRegion: string): Promise<unknown> => {
      const session = await openSession(aws, { exchange, homeRegion });
      const found: unknown[] = [await session.regions()];
      for await (const page of session.fetch(instance, 'eu-west-1')) found.push(...page);
      return found;
    };

    const seen = await run(recordInto(dir, answeredBy(aws)), 'eu-west-1');
    const asked = aws.calls.length;
    const replayed = await run(answeredBy(replayFrom(dir)), 'us-east-1');

    expect(replayed).toEqual(seen);
    expect(aws.calls).toHaveLength(asked);
  });

  it('never holds a credential nor the value of an environment variable', async () => {
    const aws = new FakeAws({
      ListFunctions: {
        Functions: [{ FunctionName: 'pay', FunctionArn: 'arn:f', Environment: { Variables: { DB_PASSWORD: 'planted-variable' } } }],
      },
      GetPolicy: new AnsweredError('AccessDenied', `Encoded authorization failure message: planted-blob`, 403),
    });
    const session = await openSession(aws, { exchange: recordInto(dir, answeredBy(aws)) });
    for await (const page of session.fetch(lambda, 'eu-west-1')) expect(page).toHaveLength(1);

    expect(recorded()).toContain('AssumeRole');
    expect(recorded()).toContain('DB_PASSWORD');
    expect(recorded()).not.toMatch(/planted|ASIA/);
  });

  it('keeps the order of several answers to one call, and the last one repeats', async () => {
    const answers: object[] = [{ Vpcs: [{ VpcId: 'vpc-1' }] }, new AnsweredError('Throttling', 'Slow down.', 400), { Vpcs: [] }];
    const record = recordInto(dir, async () => {
      const answer = answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    });
    for (let attempt = 0; attempt < 3; attempt += 1) await record(call('DescribeVpcs'), async () => ({})).catch(() => undefined);

    const replay = replayFrom(dir);
    const again = async (): Promise<unknown> => await replay.answer(call('DescribeVpcs')).catch((error: unknown) => error);

    expect(await again()).toEqual({ Vpcs: [{ VpcId: 'vpc-1' }] });
    expect(await again()).toMatchObject({ name: 'Throttling', status: 400 });
    expect(await again()).toEqual({ Vpcs: [] });
    expect(await again()).toEqual({ Vpcs: [] });
  });

  it('finds a call by its input, in any order of the members', async () => {
    const record = recordInto(dir, async ({ input }) => ({ page: input['NextToken'] ?? 'first' }));
    await record(call('DescribeVpcs', { MaxResults: 5, NextToken: 'two' }), async () => ({}));
    await record(call('DescribeVpcs', { MaxResults: 5, NextToken: undefined }), async () => ({}));

    const replay = replayFrom(dir);

    expect(await replay.answer(call('DescribeVpcs', { NextToken: 'two', MaxResults: 5 }))).toEqual({ page: 'two' });
    expect(await replay.answer(call('DescribeVpcs', { MaxResults: 5 }))).toEqual({ page: 'first' });
  });

  it('does not keep a network error, which says nothing about the cloud', async () => {
    const record = recordInto(dir, async () => {
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    });

    await expect(record(call('DescribeVpcs'), async () => ({}))).rejects.toThrow('socket hang up');
    expect(recorded()).toBe('');
  });

  it('refuses a call that it does not hold, and names it', async () => {
    await expect(replayFrom(dir).answer(call('DescribeVpcs'))).rejects.toMatchObject({
      name: 'NotRecorded',
      message: expect.stringContaining('has no answer to DescribeVpcs') as unknown,
    });
  });
});
