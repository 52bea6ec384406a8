import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const BROKER = typeCalled('AWS::AmazonMQ::Broker');

it.each([
  {
    type: 'AWS::AmazonMQ::Broker',
    id: 'b-[0-9a-f-]{36}',
    arn: 'mq:<region>:<account>:broker:.+-orders:b-[0-9a-f-]{36}',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::KMS::Key'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('stores no name of a user of a broker', async () => {
  expect(JSON.stringify(await fetchAll(BROKER))).not.toContain('not-stored');
});

it('drops a broker that was deleted since it was listed, and keeps one that may not be described', async () => {
  const read = async (code: string, status: number) =>
    await fetchAll(BROKER, new SampledAws({ DescribeBroker: new AnsweredError(code, 'No.', status) }));

  expect(await read('NotFoundException', 404)).toEqual([]);
  expect((await read('ForbiddenException', 403)).map(({ unread }) => unread)).toEqual([
    { '*': { permission: 'mq:DescribeBroker', error_code: 'ForbiddenException' } },
  ]);
});
