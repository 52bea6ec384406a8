import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::DataSync::Task';

it.each([{ type: TYPE, id: 'arn:.+', arn: 'datasync:<region>:<account>:task/task-[0-9a-f]{17}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('knows the log group of a task', async () => {
  const TaskArn = 'arn:aws:datasync:us-east-1:1:task/task-1';
  const group = 'arn:aws:logs:us-east-1:1:log-group:copies';
  const aws = new SampledAws({
    ListTasks: { Tasks: [{ TaskArn, Name: 'a' }] },
    DescribeTask: { TaskArn, Name: 'a', CloudWatchLogGroupArn: `${group}:*` },
    ListTagsForResource: { Tags: [] },
  });

  expect((await fetchAll(typeCalled(TYPE), aws))[0]?.relationships).toEqual([
    { relation: 'logs_to', type: 'AWS::Logs::LogGroup', id: group },
  ]);
});
