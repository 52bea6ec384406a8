import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::WellArchitected::Workload',
    id: '[0-9a-f]{32}',
    arn: 'wellarchitected:<region>:<account>:workload/[0-9a-f]{32}',
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('counts the risks of a workload and reads its tags', async () => {
  const [found] = await fetchAll(typeCalled('AWS::WellArchitected::Workload'));

  expect(found?.config['RiskCounts']).toMatchObject({ HIGH: 4 });
  expect(found?.tags).toMatchObject({ Environment: 'production' });
});
