import { describe, expect, it } from '@jest/globals';
import { NO_REFERENCE, parseReference, secretReference } from '../../../shared/clouds/secret-reference.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/contoso-a1B2c3';
const PARAMETER = 'arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/muster/contoso';

describe('a reference to a secret', () => {
  it.each([
    [SECRET, { store: 'secretsmanager', arn: SECRET, region: 'eu-west-1', member: undefined }],
    [`${SECRET}#client_secret`, { store: 'secretsmanager', arn: SECRET, region: 'eu-west-1', member: 'client_secret' }],
    [PARAMETER, { store: 'ssm', arn: PARAMETER, region: 'us-gov-west-1', member: undefined }],
    [`${PARAMETER}#key`, { store: 'ssm', arn: PARAMETER, region: 'us-gov-west-1', member: 'key' }],
    ['env:CONTOSO_SECRET', { store: 'environment', variable: 'CONTOSO_SECRET' }],
  ])('may be %s', (text, parsed) => {
    expect(parseReference(text)).toEqual(parsed);
    expect(secretReference.parse(text)).toBe(text);
  });

  it.each([
    'hunter2',
    '8Q~planted.ThisIsTheFormOfAnEntraClientSecret',
    '-----BEGIN PRIVATE KEY-----\nMIIEplanted\n-----END PRIVATE KEY-----',
    'env:8Q~planted',
    'arn:aws:iam::123456789012:role/planted',
    `${SECRET} planted`,
    `${SECRET}#`,
    '',
  ])('is not %j, and the refusal does not repeat it', (text) => {
    const { error } = secretReference.safeParse(text);

    expect(error?.issues.map(({ message }) => message)).toEqual([NO_REFERENCE]);
    expect(JSON.stringify(error)).not.toContain('planted');
  });
});
