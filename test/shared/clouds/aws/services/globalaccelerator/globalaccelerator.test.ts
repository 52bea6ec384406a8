import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::GlobalAccelerator::Accelerator',
    id: 'arn:.+',
    arn: 'globalaccelerator::<account>:accelerator/[0-9a-f-]{36}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('is asked in the one region that has its API', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::GlobalAccelerator::Accelerator'), aws);

  expect(new Set(aws.calls.map(({ region }) => region))).toEqual(new Set(['us-west-2']));
});
