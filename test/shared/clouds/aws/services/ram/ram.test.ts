import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::RAM::ResourceShare';
const SUBNET = 'arn:aws:ec2:us-east-1:111122223333:subnet/s';

it('gives shares ids and ARNs', async () => {
  await expectIdentity({ type: TYPE, id: 'arn:.+', arn: 'ram:<region>:<account>:resource-share/[0-9a-f-]{36}' });
});

it('reads what is shared and with whom, and leaves out shares that were deleted', async () => {
  const arn = (name: string): string => `arn:aws:ram:us-east-1:111122223333:resource-share/${name}`;
  const aws = new SampledAws({
    GetResourceShares: {
      resourceShares: [
        { resourceShareArn: arn('a'), status: 'ACTIVE', tags: [{ key: 'team', value: 'net' }] },
        { resourceShareArn: arn('b'), status: 'DELETED' },
      ],
    },
    ListPrincipals: { principals: ['a', 'b'].map((name) => ({ resourceShareArn: arn(name), id: '444455556666' })) },
    ListResources: { resources: ['a', 'b'].map((name) => ({ resourceShareArn: arn(name), arn: SUBNET })) },
  });

  expect(await fetchAll(typeCalled(TYPE), aws)).toMatchObject([
    {
      resource_id: arn('a'),
      tags: { team: 'net' },
      config: {
        Principals: [{ id: '444455556666' }],
        Resources: [{ arn: SUBNET }],
      },
    },
  ]);
  for (const list of ['GetResourceShares', 'ListPrincipals', 'ListResources'])
    expect(aws.called(list)).toMatchObject([{ input: { resourceOwner: 'SELF' } }]);
});
