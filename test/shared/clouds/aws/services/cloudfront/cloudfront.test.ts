import { expect, it } from '@jest/globals';
import type { CloudCall } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::CloudFront::Distribution',
    id: 'E[A-Z2-7]{13}',
    arn: 'cloudfront::<account>:distribution/E[A-Z2-7]{13}',
    relations: ['uses AWS::CloudFront::OriginAccessControl', 'uses AWS::WAFv2::WebACL'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('keeps the names of the headers for an origin, and never their values', async () => {
  const found = await fetchAll(typeCalled('AWS::CloudFront::Distribution'));

  expect(JSON.stringify(found)).toContain('"HeaderName":"x-from"');
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('follows the pages of the list, whose token is inside the list', async () => {
  const aws = new SampledAws({
    ListDistributions: ({ input }: CloudCall) => ({
      DistributionList:
        input['Marker'] === undefined
          ? { Items: [{ Id: 'A', ARN: 'arn:aws:cloudfront::1:distribution/A' }], NextMarker: 'A', IsTruncated: true }
          : { Items: [{ Id: 'B', ARN: 'arn:aws:cloudfront::1:distribution/B' }], IsTruncated: false },
    }),
    GetDistributionConfig: { DistributionConfig: {} },
    GetResources: { ResourceTagMappingList: [] },
  });

  expect((await fetchAll(typeCalled('AWS::CloudFront::Distribution'), aws)).map(({ resource_id }) => resource_id)).toEqual(['A', 'B']);
});
