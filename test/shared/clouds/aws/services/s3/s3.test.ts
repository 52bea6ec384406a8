import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::S3::AccessPoint',
    id: '[a-z-]+-reports',
    arn: 's3:<region>:<account>:accesspoint/[a-z-]+-reports',
    relations: ['in AWS::EC2::VPC', 'uses AWS::S3::Bucket'],
  },
  {
    type: 'AWS::S3::MultiRegionAccessPoint',
    id: '[a-z-]+-everywhere',
    arn: 's3::<account>:accesspoint/m[a-z0-9]{12}.mrap',
    relations: ['uses AWS::S3::Bucket'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const accessPoint = typeCalled('AWS::S3::AccessPoint');

it('tells an access point without a policy from one whose policy may not be read', async () => {
  const read = async (code: string) =>
    (await fetchAll(accessPoint, new SampledAws({ GetAccessPointPolicy: new AnsweredError(code, 'No.', 403) })))[0];

  expect(await read('NoSuchAccessPointPolicy')).toMatchObject({ config: { Policy: null }, unread: {} });
  expect((await read('AccessDenied'))?.unread).toEqual({ Policy: { permission: 's3:GetAccessPointPolicy', error_code: 'AccessDenied' } });
});

it('reads access points for the account in pages', async () => {
  const ListAccessPoints = ({ input }: { readonly input: Readonly<Record<string, unknown>> }): object =>
    input['NextToken'] === undefined ? { AccessPointList: [{ Name: 'a' }], NextToken: 'more' } : { AccessPointList: [{ Name: 'b' }] };
  const aws = new SampledAws({ ListAccessPoints, GetAccessPoint: {}, GetAccessPointPolicy: {}, ListTagsForResource: {} });

  expect((await fetchAll(accessPoint, aws)).map(({ resource_id }) => resource_id)).toEqual(['a', 'b']);
  expect(aws.called('ListAccessPoints').map(({ input }) => input['AccountId'])).toEqual([expect.any(String), expect.any(String)]);
});

it('asks Oregon for Multi-Region Access Points', async () => {
  const aws = new SampledAws();

  await fetchAll(typeCalled('AWS::S3::MultiRegionAccessPoint'), aws);

  expect(aws.called('ListMultiRegionAccessPoints').map(({ region }) => region)).toEqual(['us-west-2']);
});
