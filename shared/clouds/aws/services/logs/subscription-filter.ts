/** Filters of every log group of a region by which its events go to a stream, a function or a destination of another account. */
import { defineType, inside, ofArns, paged, relation, template, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Logs::SubscriptionFilter',
  kind: 'settings',
  parents: 'AWS::Logs::LogGroup',
  list: paged(
    'DescribeSubscriptionFilters',
    'subscriptionFilters',
    { limit: 50 },
    {
      from: { logGroupName: 'logGroupName' },
      // Groups of the other classes can have none.
      absent: [{ code: 'ValidationException', text: 'only supported on the Standard log class' }],
    },
  ),
  // Neither name may hold a colon; both may hold a slash.
  id: template('{logGroupName}:{filterName}'),
  name: 'filterName',
  relationships: [
    inside('AWS::Logs::LogGroup', 'logGroupName'),
    ofArns('kinesis:stream/', relation('forwards_to', 'AWS::Kinesis::Stream', 'destinationArn')),
    ofArns('firehose:', relation('forwards_to', 'AWS::KinesisFirehose::DeliveryStream', 'destinationArn')),
    ofArns('lambda:', relation('forwards_to', 'AWS::Lambda::Function', 'destinationArn')),
    ofArns('logs:destination:', relation('forwards_to', 'AWS::Logs::Destination', 'destinationArn')),
    uses('AWS::IAM::Role', 'roleArn'),
  ],
});
