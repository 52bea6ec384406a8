import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::Account::AlternateContact', id: 'security-contact', arn: null },
  { type: 'AWS::Account::ContactInformation', id: 'contact-information', arn: null },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('stores whether there is a contact, and nothing about the person', async () => {
  const AlternateContact = {
    AlternateContactType: 'SECURITY',
    Name: 'not-stored',
    Title: 'not-stored',
    EmailAddress: 'not-stored',
    PhoneNumber: 'not-stored',
  };
  const alternate = await fetchAll(
    typeCalled('AWS::Account::AlternateContact'),
    new SampledAws({ GetAlternateContact: { AlternateContact } }),
  );
  const primary = await fetchAll(typeCalled('AWS::Account::ContactInformation'));

  expect(alternate.map(({ config }) => config)).toEqual([{ SecurityContact: { AlternateContactType: 'SECURITY' } }]);
  expect(primary.map(({ config }) => config)).toEqual([{ ContactInformation: {} }]);
});

it.each([
  ['AWS::Account::AlternateContact', 'GetAlternateContact', 'SecurityContact'],
  ['AWS::Account::ContactInformation', 'GetContactInformation', 'ContactInformation'],
])('of %s tells a contact that is not there from one that may not be read', async (name, operation, field) => {
  const answers = (code: string, status: number): SampledAws => new SampledAws({ [operation]: new AnsweredError(code, 'No.', status) });

  const [none] = await fetchAll(typeCalled(name), answers('ResourceNotFoundException', 404));
  expect(none).toMatchObject({ config: { [field]: null }, unread: {} });
  expect(await failure(fetchAll(typeCalled(name), answers('AccessDeniedException', 403)))).toMatchObject({ details: { class: 'denied' } });
});
