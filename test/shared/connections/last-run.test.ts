import { describe, expect, it } from '@jest/globals';
import { coversSlice, limitOf } from '../../../shared/connections/last-run.ts';

const bucket = { type: 'AWS::S3::Bucket', segment: 'eu-west-1' };
const undeclared = { type: 'ApiGateway', segment: 'eu-west-1' };

describe('what a run covered', () => {
  it('is everything, unless its job was limited', () => {
    for (const slice of [bucket, undeclared]) expect(coversSlice({}, slice)).toBe(true);
    expect(limitOf({})).toBe('');
  });

  it('is the types of its service, and no type without a definition', () => {
    const scope = { service: 'aws.s3' };

    expect([bucket, undeclared, { ...bucket, type: 'AWS::EC2::VPC' }].map((slice) => coversSlice({ scope }, slice))).toEqual([
      true,
      false,
      false,
    ]);
    expect(limitOf({ scope })).toBe(' of aws.s3');
  });

  it('is its regions', () => {
    const scope = { regions: ['eu-west-1', 'global'] };

    expect([bucket, { ...bucket, segment: 'us-east-1' }].map((slice) => coversSlice({ scope }, slice))).toEqual([true, false]);
    expect(limitOf({ scope: { service: 'aws.s3', ...scope } })).toBe(' of aws.s3 in eu-west-1, global');
  });
});
