/** Domains that an account has registered, without the people who are named for them. They have no ARN. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Route53Domains::Domain',
  kind: 'domain',
  list: paged('ListDomains', 'Domains', { MaxItems: 100 }, { token: ['Marker', 'NextPageMarker'] }),
  describe: read('GetDomainDetail', { DomainName: 'DomainName' }, '@'),
  id: 'DomainName',
  name: 'DomainName',
  tags: 'Tags',
  details: { Tags: read('ListTagsForDomain', { DomainName: 'DomainName' }, 'TagList') },
  drop: ['AdminContact', 'RegistrantContact', 'TechContact', 'BillingContact', 'AbuseContactEmail', 'AbuseContactPhone'],
});
