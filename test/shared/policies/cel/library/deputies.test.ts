/** Grants to services of AWS, and whether they say for whom the service may act. */
import { describe, expect, it } from '@jest/globals';
import { saysForWhom, serviceGrants } from '../../../../../shared/policies/cel/library/deputies.ts';

const grant = (Service: string | readonly string[], Condition?: object): object => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...(Condition && { Condition }),
});
const document = (...statements: object[]): object => ({ Statement: statements });

describe('service_grants', () => {
  it('are those to services, and no denials or grants to others', () => {
    const found = serviceGrants(
      document(
        grant('sns.amazonaws.com'),
        { ...grant('s3.amazonaws.com'), Effect: 'Deny' },
        { ...grant(''), Principal: { AWS: '111122223333' } },
        { ...grant(''), Principal: '*' },
      ),
      [],
    );

    expect(found).toMatchObject([{ Principals: ['Service:sns.amazonaws.com'] }]);
  });

  it('leave out what is excepted, unless another service is let in beside it', () => {
    const statements = [grant('s3.amazonaws.com'), grant(['s3.amazonaws.com', 'sns.amazonaws.com']), grant('s3.amazonaws.com.cn')];

    expect(serviceGrants(document(...statements), ['s3.amazonaws.com'])).toHaveLength(2);
  });

  it('are none where there is no document, and not known of what is none', () => {
    expect(serviceGrants(null, [])).toEqual([]);
    expect(() => serviceGrants('{}', [])).toThrow(TypeError);
  });
});

describe('says_for_whom', () => {
  it.each([
    [{ StringEquals: { 'aws:SourceAccount': '111122223333' } }, true],
    [{ ArnLike: { 'AWS:sourceArn': 'arn:aws:sns:*:111122223333:*' } }, true],
    [{ StringEquals: { 'aws:SourceOrgID': 'o-abc' } }, true],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::a*' } }, false],
    [{ StringLike: { 'aws:SourceAccount': '*' } }, false],
    [{ StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } }, false],
    [{ StringEquals: { 'kms:CallerAccount': '111122223333' } }, false],
    [undefined, false],
  ])('under the condition %j: %s', (condition, expected) => {
    const [statement] = serviceGrants(document(grant('sns.amazonaws.com', condition)), []);

    expect(saysForWhom(statement)).toBe(expected);
  });
});
