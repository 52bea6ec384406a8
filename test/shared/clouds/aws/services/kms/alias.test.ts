import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it.each([{ type: 'AWS::KMS::Alias', id: 'alias/.+', arn: 'kms:<region>:<account>:alias/.+', relations: ['uses AWS::KMS::Key'] }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('are the aliases that the keys name', async () => {
  const aliases = await fetchAll(typeCalled('AWS::KMS::Alias'));
  const keys = await fetchAll(typeCalled('AWS::KMS::Key'));
  const named = keys.flatMap(({ config }) => (config['Aliases'] as { AliasArn: string }[]).map(({ AliasArn }) => AliasArn));

  expect(aliases).toHaveLength(named.length);
  expect(new Set(aliases.map(({ native_id }) => native_id))).toEqual(new Set<string | null>(named));
});
