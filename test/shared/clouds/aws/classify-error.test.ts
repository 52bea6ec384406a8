import { describe, expect, it } from '@jest/globals';
import { classifyError, needsRegion, plainMessage } from '../../../../shared/clouds/aws/classify-error.ts';
import { ACCESS_KEY_ID, SECRET_KEY, SESSION_TOKEN } from '../../../support/planted.ts';
import { CloudError } from '../../../../shared/clouds/cloud-error.ts';

const call = { service: 'ec2', region: 'eu-west-1', permission: 'ec2:DescribeVpcs', loginWorks: true, regionEnabled: true };

const sdkError = (name: string, message = 'It failed.', more: object = {}): Error => Object.assign(new Error(message), { name, ...more });
const status = (httpStatusCode: number): object => ({ $metadata: { httpStatusCode } });

describe('classifyError', () => {
  it.each([
    ['AccessDenied', 'denied'],
    ['AccessDeniedException', 'denied'],
    ['UnauthorizedOperation', 'denied'],
    ['AuthorizationError', 'denied'],
    ['CredentialsProviderError', 'denied'],
    ['ExpiredToken', 'transient'],
    ['ExpiredTokenException', 'transient'],
    ['RequestExpired', 'transient'],
    ['Throttling', 'throttled'],
    ['ThrottlingException', 'throttled'],
    ['RequestLimitExceeded', 'throttled'],
    ['SlowDown', 'throttled'],
    ['TooManyRequestsException', 'throttled'],
    ['OptInRequired', 'unsupported'],
    ['SubscriptionRequiredException', 'unsupported'],
    ['NotImplemented', 'unsupported'],
    ['ValidationError', 'invalid'],
    ['InvalidParameterValue', 'invalid'],
    ['InternalError', 'transient'],
    ['SomethingNew', 'transient'],
  ] as const)('classes %s as %s', (name, errorClass) => {
    expect(classifyError(sdkError(name), call).details).toMatchObject({ class: errorClass, error_code: name });
  });

  it.each([
    [400, 'invalid'],
    [401, 'denied'],
    [403, 'denied'],
    [404, 'invalid'],
    [405, 'invalid'],
    [408, 'transient'],
    [409, 'invalid'],
    [429, 'throttled'],
    [500, 'transient'],
    [501, 'unsupported'],
    [503, 'transient'],
  ] as const)('classes an unknown code with status %i as %s', (httpStatus, errorClass) => {
    expect(classifyError(sdkError('SomethingNew', '', status(httpStatus)), call).details.class).toBe(errorClass);
  });

  it.each([
    ['UnsupportedArgument', 400, 'invalid'],
    ['MethodNotAllowed', 405, 'invalid'],
    ['InvalidBucketState', 409, 'invalid'],
    ['NoSuchThing', 404, 'invalid'],
    ['Throttling', 400, 'throttled'],
    ['ExpiredToken', 400, 'transient'],
    ['RequestTimeout', 400, 'transient'],
    ['OperationAborted', 409, 'transient'],
    ['OptInRequired', 403, 'unsupported'],
  ] as const)('classes %s with status %i as %s', (name, httpStatus, errorClass) => {
    expect(classifyError(sdkError(name, '', status(httpStatus)), call).details.class).toBe(errorClass);
  });

  it.each([
    ['AuthFailure', 401],
    ['InvalidClientTokenId', 403],
    ['UnrecognizedClientException', 403],
    ['InvalidToken', 400],
  ])('takes %s as revoked keys where the region is enabled, as a closed region where it is not', (name, httpStatus) => {
    const error = sdkError(name, '', status(httpStatus));

    expect(needsRegion(error)).toBe(true);
    expect(classifyError(error, call).details.class).toBe('transient');
    expect(classifyError(error, { ...call, regionEnabled: false }).details.class).toBe('unsupported');
  });

  it('takes a host name that is not found for no endpoint only where the region is not enabled', () => {
    const error = sdkError('Error', 'getaddrinfo', { code: 'ENOTFOUND' });

    expect(needsRegion(error)).toBe(true);
    expect(classifyError(error, { ...call, regionEnabled: false }).details.class).toBe('unsupported');
  });

  it.each(['OptInRequired', 'SubscriptionRequiredException', 'AccessDenied', 'Throttling'])('needs no region for %s', (name) => {
    expect(needsRegion(sdkError(name))).toBe(false);
  });

  it.each([
    ['ENOTFOUND', 'transient'],
    ['ECONNRESET', 'transient'],
    ['ETIMEDOUT', 'transient'],
    ['EAI_AGAIN', 'transient'],
  ] as const)('classes the network error %s as %s and keeps its code', (code, errorClass) => {
    const classed = classifyError(sdkError('Error', 'getaddrinfo', { code }), call);

    expect(classed.details).toEqual({ class: errorClass, error_code: code });
  });

  it('takes keys that no call has proven yet as wrong, not the region as closed', () => {
    const classed = classifyError(sdkError('InvalidClientTokenId'), { ...call, loginWorks: false });

    expect(classed.details.class).toBe('denied');
  });

  it('names the permission that the service names, and the one that the call needs if it does not', () => {
    const named = sdkError('AccessDenied', 'User: x is not authorized to perform: iam:GetAccessKeyLastUsed on resource: user y');

    expect(classifyError(named, call).details.permission).toBe('iam:GetAccessKeyLastUsed');
    expect(classifyError(sdkError('AccessDenied'), call).details.permission).toBe('ec2:DescribeVpcs');
    expect(classifyError(sdkError('Throttling'), call).details).not.toHaveProperty('permission');
  });

  it('says it of a service control policy', () => {
    const text = 'You are not authorized to perform: ec2:DescribeVpcs with an explicit deny in a service control policy';

    expect(classifyError(sdkError('UnauthorizedOperation', text), call).message).toBe(
      'ec2 in eu-west-1: a service control policy of the organization denies ec2:DescribeVpcs (UnauthorizedOperation).',
    );
  });

  it('passes on what is classed already', () => {
    const classed = new CloudError('Gone.', { class: 'unsupported', error_code: 'Gone' });

    expect(classifyError(classed, call)).toBe(classed);
  });

  it('classes what is no Error at all', () => {
    expect(classifyError('boom', call).details).toEqual({ class: 'transient', error_code: 'UnknownError' });
  });
});

describe('what a task tells of an error', () => {
  const canonical =
    "The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been 'GET\n/\n\n" +
    `host:ec2.eu-west-1.amazonaws.com\nx-amz-date:20261121T143022Z\nx-amz-security-token:${SESSION_TOKEN}\n\nhost;x-amz-date\ne3b0c442'`;

  it.each([
    ['InvalidClientTokenId', `The access key id ${ACCESS_KEY_ID} is not known here.`],
    ['InvalidAccessKeyId', `The AWS Access Key Id ${ACCESS_KEY_ID} you provided does not exist in our records.`],
    ['SignatureDoesNotMatch', canonical],
    [
      'IncompleteSignature',
      `Authorization=AWS4-HMAC-SHA256 Credential=${ACCESS_KEY_ID}/20261121/eu-west-1/ec2/aws4_request, Signature=0a1b2c`,
    ],
    ['ValidationError', `Bad request: {"SecretAccessKey": "${SECRET_KEY}", "SessionToken": "${SESSION_TOKEN}"}`],
    [
      'InternalError',
      `Could not fetch https://sts.amazonaws.com/?X-Amz-Security-Token=${encodeURIComponent(SESSION_TOKEN)}&X-Amz-Signature=0a1b2c`,
    ],
    ['AccessDenied', `User with ${ACCESS_KEY_ID} and x-amz-security-token:${SESSION_TOKEN} is not authorized to perform: ec2:DescribeVpcs`],
  ])('holds no credential that a %s quotes', (name, message) => {
    for (const loginWorks of [true, false]) {
      const { message: told, details } = classifyError(sdkError(name, message, status(400)), { ...call, loginWorks });

      const text = JSON.stringify({ told, details });
      for (const secret of [ACCESS_KEY_ID, SECRET_KEY, SESSION_TOKEN, encodeURIComponent(SESSION_TOKEN), '0a1b2c'])
        expect(text).not.toContain(secret);
      expect(details.error_code).toBe(name);
    }
  });

  it('keeps what says nothing secret', () => {
    const message = 'The security token included in the request is invalid.';
    expect(classifyError(sdkError('ValidationError', message), call).message).toBe(`ec2 in eu-west-1: ValidationError: ${message}`);
  });
});

describe('plainMessage', () => {
  it('cuts the encoded authorization message, keys and tokens, and stays one line', () => {
    const token = 'FwoGZXIvYXdzE'.repeat(12);
    const text = `Not allowed.\nKey AKIAIOSFODNN7EXAMPLE, token ${token}. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU`;

    const plain = plainMessage(text);

    expect(plain).toBe('Not allowed. Key AKIA…, token ….');
  });

  it('shortens what is long', () => {
    expect(plainMessage('no way '.repeat(200)).length).toBeLessThanOrEqual(301);
  });
});
