import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../../shared/errors.ts';
import { parseAccountId, parseResourceUid, resourceUid } from '../../shared/ids.ts';

describe('account ids', () => {
  it('takes a bare 12-digit id as AWS', () => {
    expect(parseAccountId('123456789012')).toBe('aws:123456789012');
  });

  it.each(['', '12345678901', 'aws:1234', 'gcp:123456789012', 'azure:not-a-uuid', 'aws:123456789012 '])(
    'refuses %j by field and form',
    (text) => {
      expect(() => parseAccountId(text, 'accounts[0]')).toThrow(InvalidRequest);
      expect(() => parseAccountId(text, 'accounts[0]')).toThrow(/accounts\[0\].*aws:123456789012/);
    },
  );
});

describe('resource uids', () => {
  it('keep a whole resource id that contains the separator', () => {
    const uid = resourceUid(parseAccountId('123456789012'), 'AWS::IAM::User', 'global', 'a|b');
    expect(parseResourceUid(uid)).toEqual({
      account_id: 'aws:123456789012',
      type: 'AWS::IAM::User',
      segment: 'global',
      resource_id: 'a|b',
    });
  });

  it.each(['', 'aws:1', 'a|b|c', 'a|b|c|'])('are not %j', (text) => {
    expect(parseResourceUid(text)).toBeUndefined();
  });
});
