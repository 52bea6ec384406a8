/** Development endpoints of a region. The names of their arguments are stored without the values, which may be secrets. */
import { arn, defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Glue::DevEndpoint',
  kind: 'data_pipeline',
  list: paged('GetDevEndpoints', 'DevEndpoints', { MaxResults: 1000 }),
  gone: ['EntityNotFoundException'],
  id: 'EndpointName',
  nativeId: arn('devEndpoint/{EndpointName}'),
  name: 'EndpointName',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'RoleArn'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroupIds[]'),
    inside('AWS::EC2::Subnet', 'SubnetId'),
    inside('AWS::EC2::VPC', 'VpcId'),
    uses('AWS::Glue::SecurityConfiguration', 'SecurityConfiguration'),
  ],
  details: { Tags: read('GetTags', { ResourceArn: '$arn' }, 'Tags') },
  // They change while an endpoint is provisioned.
  volatile: ['Status', 'LastUpdateStatus', 'FailureReason'],
  keysOnly: ['Arguments'],
});
