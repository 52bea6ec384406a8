import { expect, it } from '@jest/globals';
import { typeNamed } from '../../../../../../shared/registry.ts';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([{ type: 'AWS::SSO::Instance', id: 'arn:.+', arn: 'sso:::instance/ssoins-[0-9a-f]{16}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('knows which instances are of another account, and asks for no tags of them', async () => {
  const aws = new SampledAws();
  const found = await fetchAll(typeCalled('AWS::SSO::Instance'), aws);

  expect(typeNamed('AWS::SSO::Instance')?.owner).toBe('OwnerAccountId');
  expect(new Set(found.map(({ config }) => config['OwnerAccountId']))).toEqual(new Set(['100200300400', ACCOUNT]));
  expect(aws.calls.map(({ operation }) => operation)).toEqual(['ListInstances']);
});
