import { expect, it } from '@jest/globals';
import { GLOBAL_SEGMENT } from '../../../../../../shared/clouds/cloud.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it('gives indexes their ARNs as ids', async () => {
  const arn = 'resource-explorer-2:[a-z]+-[a-z]+-[0-9]:<account>:index/[0-9a-f-]{36}';
  await expectIdentity({ type: 'AWS::ResourceExplorer2::Index', id: `arn:aws:${arn.replace('<account>', '[0-9]{12}')}`, arn });
});

it('lists the indexes of all regions once, each in its region', async () => {
  const type = typeCalled('AWS::ResourceExplorer2::Index');
  const indexes = await fetchAll(type);

  expect(type.scope).toBe(GLOBAL_SEGMENT);
  expect(new Set(indexes.map(({ region }) => region)).size).toBe(3);
  for (const { region, native_id } of indexes) expect(native_id).toContain(`:${region}:`);
});
