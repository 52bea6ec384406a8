import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../../shared/errors.ts';
import { parseAccountId, resourceUid } from '../../../shared/ids.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { listPlace } from '../../../shared/scan/finding-order.ts';
import { findingId, parseFindingId } from '../../../shared/scan/finding-id.ts';

const uidOf = (resourceId: string) => resourceUid(parseAccountId('aws:111111111111'), 'AWS::S3::Bucket', 'eu-west-1', resourceId);

describe('the id of a finding', () => {
  it('consists of the policy id and the resource uid', () => {
    expect(findingId('s3.a', uidOf('logs'))).toBe('s3.a#aws:111111111111|AWS::S3::Bucket|eu-west-1|logs');
  });

  it.each([
    ['letters', 'x'.repeat(1024)],
    ['characters of several bytes', '日'.repeat(340)],
    ['characters of two units', '😀'.repeat(255)],
  ])('fits a sort key for long resource ids of %s, and differs for different resources', (_, tail) => {
    const [one, other] = [findingId('s3.a', uidOf(`${tail}1`)), findingId('s3.a', uidOf(`${tail}2`))];
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(1024);
    expect(Buffer.byteLength(one)).toBeGreaterThan(1000);
    expect(one).not.toContain('\ufffd');
    expect(one).not.toBe(other);
    expect(findingId('s3.a', uidOf(`${tail}1`))).toBe(one);
    const resource_uid = one.slice('s3.a#'.length);
    expect(parseFindingId(one)).toEqual({ account_id: 'aws:111111111111', finding_id: one, policy_id: 's3.a', resource_uid });
  });

  it('is not shortened if it has exactly as many bytes as a sort key may have', () => {
    const room = 1024 - Buffer.byteLength(findingId('s3.a', uidOf('')));
    expect(findingId('s3.a', uidOf('x'.repeat(room)))).toMatch(/x$/);
    expect(findingId('s3.a', uidOf('x'.repeat(room + 1)))).toMatch(/x~[\w-]{43}$/);
  });

  it('can be parsed, whatever characters the resource id has', () => {
    const id = findingId('s3.a', uidOf('a#b|c'));
    expect(parseFindingId(id)).toEqual({ account_id: 'aws:111111111111', finding_id: id, policy_id: 's3.a', resource_uid: uidOf('a#b|c') });
  });

  it.each(['', 's3.a', 's3.a#', '#aws:1', 'S3 a#aws:111111111111|T|r|x', 's3.a#gcp:1|T|r|x', `s3.a#${uidOf('x'.repeat(2000))}`])(
    'refuses %j in one sentence',
    (text) => {
      expect(() => parseFindingId(text)).toThrow(InvalidRequest);
      expect(() => parseFindingId(text)).toThrow(/^finding_id: .*\.$/);
    },
  );

  it('spreads findings over sixteen shards', () => {
    const shards = new Set(Array.from({ length: 500 }, (_, index) => listPlace(findingRow({ resource_id: `b${index}` })).list_shard));
    expect([...shards].toSorted()).toEqual(Array.from({ length: 16 }, (_, index) => String(index).padStart(2, '0')));
  });
});
