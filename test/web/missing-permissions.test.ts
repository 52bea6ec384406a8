import { expect, it } from '@jest/globals';
import { missingPermissions } from '../../web/src/pages/account/missing-permissions.ts';

const gap = (type: string, permission?: string) => ({
  type,
  segment: 'eu-west-1',
  outcome: 'denied',
  error: { message: 'Refused.', permission },
});

it('the permissions that close the most gaps come first, with the types that they are for', () => {
  const gaps = [
    gap('AWS::S3::Bucket', 's3:ListBuckets'),
    gap('B', 'ec2:Describe'),
    gap('A', 'ec2:Describe'),
    gap('A', 'ec2:Describe'),
    gap('C'),
  ];

  expect(missingPermissions([...gaps, { type: 'D', segment: 'global' }])).toEqual([
    { permission: 'ec2:Describe', types: ['A', 'B'], slices: 3 },
    { permission: 's3:ListBuckets', types: ['AWS::S3::Bucket'], slices: 1 },
  ]);
});
