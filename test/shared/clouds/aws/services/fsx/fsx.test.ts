import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, typeCalled } from '../sampled-aws.ts';

it('gives file systems ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::FSx::FileSystem',
    id: 'fs-0[0-9a-f]{16}',
    arn: 'fsx:<region>:<account>:file-system/fs-0[0-9a-f]{16}',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::KMS::Key'],
  });
});

it('takes the name from the tags, and stores no password', async () => {
  const found = await fetchAll(typeCalled('AWS::FSx::FileSystem'));

  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['payments-production-files']));
  expect(JSON.stringify(found)).not.toContain('not-stored');
});
