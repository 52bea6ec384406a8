import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::AppStream::Fleet';

it.each([
  {
    type: TYPE,
    id: '.+-desktops',
    arn: 'appstream:<region>:<account>:fleet/.+-desktops',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('follows the pages of fleets, of which the SDK has no paginator', async () => {
  const fleet = (Name: string): object => ({ Name, Arn: `arn:aws:appstream:us-east-1:1:fleet/${Name}` });
  const aws = new SampledAws({
    DescribeFleets: ({ input }) =>
      input['NextToken'] === 'second' ? { Fleets: [fleet('b')] } : { Fleets: [fleet('a')], NextToken: 'second' },
    ListTagsForResource: { Tags: {} },
  });

  expect((await fetchAll(typeCalled(TYPE), aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
});

it('drops a fleet that is deleted while the list is read', async () => {
  const gone = new AnsweredError('ResourceNotFoundException', 'The fleet does not exist.', 400);

  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ ListTagsForResource: gone }))).toEqual([]);
});
