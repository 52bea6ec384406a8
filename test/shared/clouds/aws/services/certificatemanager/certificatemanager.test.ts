import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const TYPE = 'AWS::CertificateManager::Certificate';

it.each([{ type: TYPE, id: 'arn:.+', arn: 'acm:<region>:<account>:certificate/[0-9a-f-]{36}' }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('asks for certificates with keys of every kind and origin', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled(TYPE), aws);

  const keyTypes = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'];
  expect(aws.called('ListCertificates')).toMatchObject([
    { input: { Includes: { keyTypes }, CertificateKeyPairOrigins: ['AWS_MANAGED', 'CUSTOMER_PROVIDED', 'ACME'] } },
  ]);
});

it('stores no mail address that validates a domain', async () => {
  const found = await fetchAll(typeCalled(TYPE));

  expect(JSON.stringify(found)).toContain('"ValidationMethod":"EMAIL"');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('drops a certificate that is deleted while the list is read', async () => {
  const gone = new AnsweredError('ResourceNotFoundException', 'Could not find certificate.', 400);

  expect(await fetchAll(typeCalled(TYPE), new SampledAws({ DescribeCertificate: gone }))).toEqual([]);
});
