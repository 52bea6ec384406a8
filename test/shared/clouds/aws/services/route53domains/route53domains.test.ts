import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const DOMAIN = typeCalled('AWS::Route53Domains::Domain');

it.each([{ type: 'AWS::Route53Domains::Domain', id: 'halden-[a-z]+\\.example', arn: null }])(
  'gives the resources of $type ids, ARNs and relationships',
  async (identity) => {
    await expectIdentity(identity);
  },
);

it('stores nobody who is named for a domain', async () => {
  const found = JSON.stringify(await fetchAll(DOMAIN));

  expect(found).toContain('"AdminPrivacy"');
  expect(found).not.toContain('not-stored');
});

it('follows the pages of domains, whose marker is called otherwise in the answer', async () => {
  const aws = new SampledAws({
    ListDomains: ({ input }: CloudCall) =>
      input['Marker'] === undefined
        ? { Domains: [{ DomainName: 'a.example' }], NextPageMarker: 'more' }
        : { Domains: [{ DomainName: 'b.example' }] },
    GetDomainDetail: ({ input }: CloudCall) => ({ DomainName: input['DomainName'] }),
    ListTagsForDomain: { TagList: [] },
  });

  expect((await fetchAll(DOMAIN, aws)).map(({ resource_id }) => resource_id)).toEqual(['a.example', 'b.example']);
});
