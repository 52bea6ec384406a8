import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const vaults = typeCalled('AWS::Glacier::Vault');

it.each([{ type: 'AWS::Glacier::Vault', id: '.+-invoices', arn: 'glacier:<region>:<account>:vaults/.+-invoices' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('reads every page of vaults of the account itself', async () => {
  const aws = new SampledAws({
    ListVaults: ({ input }) => {
      expect(input).toMatchObject({ accountId: '-' });
      return input['marker'] ? { VaultList: [{ VaultName: 'b' }] } : { VaultList: [{ VaultName: 'a' }], Marker: 'more' };
    },
    GetVaultAccessPolicy: { policy: { Policy: '{"Version":"2012-10-17"}' } },
  });

  expect((await fetchAll(vaults, aws)).map(({ resource_id, config }) => [resource_id, config['Policy']])).toEqual([
    ['a', { Version: '2012-10-17' }],
    ['b', { Version: '2012-10-17' }],
  ]);
});

it('tells a vault without a policy from one that is gone', async () => {
  const read = async (message: string) =>
    await fetchAll(vaults, new SampledAws({ GetVaultAccessPolicy: new AnsweredError('ResourceNotFoundException', message, 404) }));

  expect((await read('No vault access policy is set for: invoices')).map(({ config }) => config['Policy'])).toEqual([null]);
  expect(await read('Vault not found for ARN: arn:aws:glacier:us-east-1:111122223333:vaults/invoices')).toEqual([]);
});
