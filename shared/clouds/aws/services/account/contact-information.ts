/**
 * Whether an account has a primary contact: `ContactInformation` is null if it has none, and empty otherwise. Name, address and telephone number are
 * personal data and not stored.
 */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Account::ContactInformation',
  kind: 'settings',
  list: single('GetContactInformation', 'ContactInformation', { as: 'ContactInformation', absent: ['ResourceNotFoundException'] }),
  id: word('contact-information'),
  drop: [
    'ContactInformation.FullName',
    'ContactInformation.CompanyName',
    'ContactInformation.AddressLine1',
    'ContactInformation.AddressLine2',
    'ContactInformation.AddressLine3',
    'ContactInformation.City',
    'ContactInformation.DistrictOrCounty',
    'ContactInformation.StateOrRegion',
    'ContactInformation.PostalCode',
    'ContactInformation.CountryCode',
    'ContactInformation.PhoneNumber',
    'ContactInformation.WebsiteUrl',
  ],
});
