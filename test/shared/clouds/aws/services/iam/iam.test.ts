import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { ACCOUNT, fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::IAM::ServerCertificate', id: 'ASCA[A-Z2-7]{17}', arn: 'iam::<account>:server-certificate/.+' },
  { type: 'AWS::IAM::InstanceProfile', id: '.+-ec2', arn: 'iam::<account>:instance-profile/.+', relations: ['uses AWS::IAM::Role'] },
  { type: 'AWS::IAM::VirtualMFADevice', id: 'arn:.+', arn: 'iam::<account>:mfa/.+', relations: ['uses AWS::IAM::User'] },
  { type: 'AWS::IAM::SAMLProvider', id: 'arn:.+', arn: 'iam::<account>:saml-provider/.+' },
  { type: 'AWS::IAM::OIDCProvider', id: 'arn:.+', arn: 'iam::<account>:oidc-provider/.+' },
  { type: 'AWS::IAM::OrganizationsFeatures', id: 'organizations-features', arn: null },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps of a virtual device its user, not its seed; the root user has a device as well', async () => {
  const SerialNumber = `arn:aws:iam::${ACCOUNT}:mfa/root-account-mfa-device`;
  const Arn = `arn:aws:iam::${ACCOUNT}:root`;
  const device = {
    SerialNumber,
    EnableDate: new Date(0),
    Base32StringSeed: new TextEncoder().encode('not-stored'),
    QRCodePNG: new TextEncoder().encode('not-stored'),
    User: { Arn, UserId: ACCOUNT, CreateDate: new Date(0), PasswordLastUsed: new Date(0) },
  };
  const aws = new SampledAws({ ListVirtualMFADevices: { VirtualMFADevices: [device], IsTruncated: false } });

  const [found] = await fetchAll(typeCalled('AWS::IAM::VirtualMFADevice'), aws);
  expect(found).toMatchObject({ resource_id: SerialNumber, native_id: SerialNumber, relationships: [], tags: null });
  expect(found?.config).toEqual({ SerialNumber, EnableDate: '1970-01-01T00:00:00.000Z', User: { Arn, UserId: ACCOUNT } });
});

it('relates an instance profile to its role by the ARN that instances and the role name it by, and keeps the role apart', async () => {
  const [profile] = await fetchAll(typeCalled('AWS::IAM::InstanceProfile'));
  const roles = await fetchAll(typeCalled('AWS::IAM::Role'));
  const role = roles.find(({ native_id }) => native_id === profile?.relationships[0]?.id);

  expect(role?.relationships).toContainEqual({ relation: 'member_of', type: 'AWS::IAM::InstanceProfile', id: profile?.native_id });
  expect(JSON.stringify(profile?.config)).not.toContain('AssumeRolePolicyDocument');
});

it('stores no metadata document of a SAML provider', async () => {
  const found = await fetchAll(typeCalled('AWS::IAM::SAMLProvider'));

  expect(found.map(({ config }) => config['AssertionEncryptionMode'])).toEqual(['Allowed']);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('drops a provider that is deleted while the list is read', async () => {
  const gone = new AnsweredError('NoSuchEntityException', 'OpenIDConnect Provider not found for arn', 404);

  expect(await fetchAll(typeCalled('AWS::IAM::OIDCProvider'), new SampledAws({ GetOpenIDConnectProvider: gone }))).toEqual([]);
});

it('tells an organization whose features are off from an account that may not ask about them', async () => {
  const type = typeCalled('AWS::IAM::OrganizationsFeatures');
  const answers = (code: string): SampledAws => new SampledAws({ ListOrganizationsFeatures: new AnsweredError(code, 'No.', 400) });

  expect(await fetchAll(type, answers('ServiceAccessNotEnabledException'))).toMatchObject([{ config: { Features: null }, unread: {} }]);
  for (const code of ['AccountNotManagementOrDelegatedAdministratorException', 'OrganizationNotFoundException'])
    expect(await failure(fetchAll(type, answers(code)))).toMatchObject({ details: { class: 'unsupported' } });
});
