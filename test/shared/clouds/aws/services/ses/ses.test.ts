import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::SES::ConfigurationSet', id: '.+-mail', arn: 'ses:<region>:<account>:configuration-set/.+-mail' },
  {
    type: 'AWS::SES::EmailIdentity',
    id: '.+\\.halden\\.example',
    arn: 'ses:<region>:<account>:identity/.+\\.halden\\.example',
    relations: ['uses AWS::SES::ConfigurationSet'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('reads the policies of an identity as data, and stores no address of a person', async () => {
  const [identity] = await fetchAll(typeCalled('AWS::SES::EmailIdentity'));

  expect(identity?.config['Policies']).toMatchObject({ anybody: { Statement: [{ Effect: 'Allow' }] } });
  expect(JSON.stringify(identity)).not.toContain('not-stored');
});
