/** The tags of log groups, which another API answers for many groups at once. */
import { describe, expect, it } from '@jest/globals';
import { AnsweredError, type CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const logGroup = typeCalled('AWS::Logs::LogGroup');
const COUNT = 120;
const arnOf = (name: string): string => `arn:aws:logs:us-east-1:111122223333:log-group:${name}`;
const names = Array.from({ length: COUNT }, (_, index) => `/jobs/${index}`);
const logGroups = names.map((logGroupName) => ({ logGroupName, logGroupArn: arnOf(logGroupName) }));
/** Fifty groups a page, as the service answers. */
const DescribeLogGroups = ({ input }: CloudCall): object => {
  const start = Number(input['nextToken'] ?? 0);
  return { logGroups: logGroups.slice(start, start + 50), ...(start + 50 < COUNT && { nextToken: String(start + 50) }) };
};
const arnsOf = ({ input }: CloudCall): readonly string[] => input['ResourceARNList'] as readonly string[];
/** Only the first group has tags, and the second had some. */
const GetResources = (call: CloudCall): object => ({
  ResourceTagMappingList: [
    { ResourceARN: arnOf('/jobs/0'), Tags: [{ Key: 'team', Value: 'jobs' }] },
    { ResourceARN: arnOf('/jobs/1'), Tags: [] },
  ].filter(({ ResourceARN }) => arnsOf(call).includes(ResourceARN)),
});

describe('the tags of log groups', () => {
  it('take one call for a page of groups, and are none where the answer leaves a group out', async () => {
    const aws = new SampledAws({ DescribeLogGroups, GetResources });

    const found = await fetchAll(logGroup, aws);

    expect(found).toHaveLength(COUNT);
    expect(found.slice(0, 3).map(({ tags, unread }) => [tags, unread])).toEqual([
      [{ team: 'jobs' }, {}],
      [{}, {}],
      [{}, {}],
    ]);
    expect(aws.called('GetResources').map((call) => [call.service, arnsOf(call).length])).toEqual([
      ['tagging', 50],
      ['tagging', 50],
      ['tagging', 20],
    ]);
  });

  it('are unread with the permission of the tagging API where they may not be read', async () => {
    const aws = new SampledAws({ DescribeLogGroups, GetResources: new AnsweredError('AccessDeniedException', 'No.', 400) });

    const [found] = await fetchAll(logGroup, aws);

    expect(logGroup.permissions).toEqual(['logs:DescribeLogGroups', 'tag:GetResources']);
    expect(found).toMatchObject({ tags: null, unread: { Tags: { permission: 'tag:GetResources', error_code: 'AccessDeniedException' } } });
  });

  it('are unread for a group whose ARN the service did not send, and the others are read', async () => {
    const first = { logGroups: [{ logGroupName: '/jobs/old' }, logGroups[0]] };

    const found = await fetchAll(logGroup, new SampledAws({ DescribeLogGroups: first, GetResources }));

    expect(found.map(({ tags, unread }) => [tags, unread])).toEqual([
      [null, { Tags: { error_code: 'NotAnswered' } }],
      [{ team: 'jobs' }, {}],
    ]);
  });
});
