import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::DirectoryService::Directory';

it.each([
  {
    type: TYPE,
    id: 'd-[0-9a-f]{10}',
    arn: 'ds:<region>:<account>:directory/d-[0-9a-f]{10}',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::SNS::Topic'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps no secret of RADIUS and no user name of a connector, and asks a connector for no certificates', async () => {
  const connector = {
    DirectoryId: 'd-1',
    Type: 'ADConnector',
    ConnectSettings: { CustomerUserName: 'hunter2', VpcId: 'vpc-1' },
    RadiusSettings: { SharedSecret: 'hunter2', AuthenticationProtocol: 'PAP' },
    ShareNotes: 'hunter2',
  };
  const aws = new SampledAws({
    DescribeDirectories: { DirectoryDescriptions: [connector] },
    ListTagsForResource: { Tags: [] },
    ListLogSubscriptions: { LogSubscriptions: [{ DirectoryId: 'd-1', LogGroupName: '/directory' }] },
    DescribeEventTopics: { EventTopics: [] },
  });

  const { config, relationships } = await fetchOne(typeCalled(TYPE), 'd-1', aws);
  expect(JSON.stringify(config)).not.toContain('hunter2');
  expect(config).toMatchObject({ RadiusSettings: { AuthenticationProtocol: 'PAP' }, Certificates: null });
  expect(relationships).toContainEqual({ relation: 'uses', type: 'AWS::Logs::LogGroup', id: '/directory' });
  expect(aws.called('ListCertificates')).toEqual([]);
});

it('drops a directory that is gone', async () => {
  const gone = new AnsweredError('EntityDoesNotExistException', 'No.', 400);

  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ ListLogSubscriptions: gone }))).toEqual([]);
});
