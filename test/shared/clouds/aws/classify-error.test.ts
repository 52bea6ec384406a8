import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { generatedErrors } from '../../../../scripts/aws-errors.ts';
import { classifyError, needsRegion, awsMessage } from '../../../../shared/clouds/aws/classify-error.ts';
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

  /** Errors as services answer them: service, code, status, message, and the class that they mean. */
  it.each([
    // The clock.
    [
      'ec2',
      'InvalidSignatureException',
      403,
      'Signature expired: 20261121T140000Z is now earlier than 20261121T144500Z (20261121T150000Z - 15 min.)',
      'transient',
    ],
    ['iam', 'SignatureDoesNotMatch', 403, 'Signature not yet current: 20261121T160000Z is still later than 20261121T151500Z', 'transient'],
    ['dynamodb', 'AccessDeniedException', 400, 'Signature expired: 20261121T140000Z is now earlier than 20261121T144500Z', 'transient'],
    ['s3', 'RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.', 'transient'],
    // Off, not subscribed, withdrawn, or not in this region.
    ['organizations', 'AWSOrganizationsNotInUseException', 404, 'Your account is not a member of an organization.', 'unsupported'],
    ['cloudtrail', 'OrganizationsNotInUseException', 404, '', 'unsupported'],
    ['iam', 'AccountNotManagementOrDelegatedAdministratorException', 400, '', 'unsupported'],
    ['securityhub', 'InvalidAccessException', 401, 'Account 111122223333 is not subscribed to AWS Security Hub', 'unsupported'],
    ['securityhub', 'InvalidAccessException', 401, 'Security Hub is not enabled', 'unsupported'],
    ['macie2', 'AccessDeniedException', 403, 'Macie is not enabled', 'unsupported'],
    ['macie2', 'AccessDeniedException', 403, 'This service is no longer available to new customers', 'unsupported'],
    [
      'timestream-write',
      'AccessDeniedException',
      400,
      'Only existing Timestream for LiveAnalytics customers can access the service.',
      'unsupported',
    ],
    ['quicksight', 'ResourceNotFoundException', 404, 'Account 111122223333 is not signed up with QuickSight', 'unsupported'],
    ['shield', 'ResourceNotFoundException', 400, 'The subscription does not exist.', 'unsupported'],
    ['drs', 'UninitializedAccountException', 400, '', 'unsupported'],
    [
      'cloudhsm',
      'CloudHsmServiceException',
      400,
      'This service is unavailable.  Please see https://aws.amazon.com/cloudhsm/faqs-classic/',
      'unsupported',
    ],
    [
      'support',
      'SubscriptionRequiredException',
      400,
      'Amazon Web Services Premium Support Subscription is required to use this service.',
      'unsupported',
    ],
    ['ec2', 'OptInRequired', 401, 'You are not subscribed to this service.', 'unsupported'],
    ['costexplorer', 'OptInRequiredException', 403, 'You have not opted in.', 'unsupported'],
    ['sts', 'RegionDisabledException', 403, 'STS is not activated in this region for account:111122223333.', 'unsupported'],
    ['ec2', 'RegionDisabledException', 403, '', 'unsupported'],
    ['ec2', 'Unsupported', 400, 'The requested configuration is currently not supported.', 'unsupported'],
    ['efs', 'ValidationException', 400, 'The service is not available in this AWS Region', 'unsupported'],
    ['s3', 'MethodNotAllowed', 405, 'The specified method is not allowed against this resource.', 'unsupported'],
    ['s3', 'UnsupportedArgument', 400, 'The request contained an unsupported argument.', 'unsupported'],
    // In progress.
    ['iam', 'ReportInProgress', 404, '', 'transient'],
    ['iam', 'CredentialReportNotReadyException', 404, '', 'transient'],
    ['organizations', 'PolicyChangesInProgressException', 400, '', 'transient'],
    ['ec2', 'PendingVerification', 400, 'Your account is currently being verified.', 'transient'],
    ['config-service', 'ConflictException', 409, 'Another operation is under way.', 'transient'],
    ['kinesis', 'ResourceInUseException', 400, 'Stream orders under account 111122223333 is in status CREATING.', 'transient'],
    ['lambda', 'ResourceInUseException', 400, '', 'invalid'],
    // Denied, though the code or the status does not say so.
    ['ec2', 'AuthFailure', 403, 'Not authorized for images: [ami-1]', 'denied'],
    ['lambda', 'KMSAccessDeniedException', 502, 'Lambda was unable to decrypt the environment variables', 'denied'],
    ['cognito-identity-provider', 'NotAuthorizedException', 400, 'User is not authorized.', 'denied'],
    ['organizations', 'AccessDeniedForDependencyException', 403, '', 'denied'],
    ['shield', 'AccessDeniedForDependencyException', 400, '', 'denied'],
    ['ssm', 'OpsItemAccessDeniedException', 400, '', 'denied'],
    ['config-service', 'InsufficientPermissionsException', 400, '', 'denied'],
    ['sqs', 'AccessDenied', 403, 'Access to the resource https://queue.amazonaws.com/ is denied.', 'denied'],
    [
      'macie2',
      'AccessDeniedException',
      403,
      'User: a is not authorized to perform: macie2:GetMacieSession because Macie is not enabled',
      'denied',
    ],
    ['ecs', 'BlockedException', 400, 'Your account was blocked.', 'denied'],
    // Page tokens.
    ['ssm', 'InvalidNextToken', 400, '', 'transient'],
    ['servicequotas', 'InvalidPaginationTokenException', 400, 'You specified an invalid value for nextToken.', 'transient'],
    ['kms', 'InvalidMarkerException', 400, '', 'transient'],
    ['kinesis', 'ExpiredNextTokenException', 400, '', 'transient'],
    ['lambda', 'InvalidParameterValueException', 400, 'Invalid marker: xyz', 'transient'],
    ['ecs', 'InvalidParameterException', 400, 'Invalid token: the nextToken has expired or is not valid', 'transient'],
    ['resource-explorer-2', 'ValidationException', 400, 'The pagination token is no longer valid.', 'transient'],
    // A limit that is a rate, and one that is a number of things.
    ['securityhub', 'LimitExceededException', 429, '', 'throttled'],
    ['kinesis', 'LimitExceededException', 400, 'Stream limit', 'throttled'],
    ['dynamodb', 'LimitExceededException', 400, 'Too many concurrent operations', 'throttled'],
    ['acm', 'LimitExceededException', 400, 'Rate exceeded', 'throttled'],
    ['cloudwatch-logs', 'LimitExceededException', 400, 'Resource limit exceeded.', 'invalid'],
    ['efs', 'FileSystemLimitExceeded', 403, '', 'invalid'],
    ['elasticloadbalancing', 'ValidationError', 400, 'Rate of requests exceeded', 'throttled'],
    ['iam', 'ReportGenerationLimitExceededException', 409, '', 'throttled'],
    ['sqs', 'RequestThrottled', 403, '', 'throttled'],
    ['sns', 'KMSThrottlingException', 400, '', 'throttled'],
    // Waiting changes nothing.
    ['s3', 'PermanentRedirect', 301, 'The bucket you are attempting to access must be addressed using the specified endpoint.', 'invalid'],
    ['s3', 'UnknownError', 301, '', 'invalid'],
    ['lambda', 'KMSDisabledException', 502, '', 'invalid'],
    ['ec2', 'InvalidGroup.NotFound', 400, "The security group 'sg-1' does not exist", 'invalid'],
    ['rds', 'DBInstanceNotFoundFault', 404, 'DBInstance a not found.', 'invalid'],
    ['apigateway', 'MethodNotAllowed', 405, '', 'invalid'],
  ] as const)('takes the answer of %s: %s with status %i, "%s", as %s', (service, name, httpStatus, message, errorClass) => {
    expect(classifyError(sdkError(name, message, status(httpStatus)), { ...call, service }).details.class).toBe(errorClass);
  });

  it.each([
    'BandwidthLimitExceeded',
    'EC2ThrottledException',
    'PriorRequestNotComplete',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'ThrottledException',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ])('takes %s as throttling, as the SDK does', (code) => {
    expect(classifyError(sdkError(code, '', status(400)), call).details.class).toBe('throttled');
  });

  it('gives every error that an installed client declares the class that a review has seen', async () => {
    const reviewed = await readFile(new URL('declared-errors.generated.txt', import.meta.url), 'utf8');

    expect(reviewed).toBe(await generatedErrors());
  });

  it('says that the clock is off, not that the secret key is wrong', () => {
    const error = sdkError(
      'SignatureDoesNotMatch',
      'Signature expired: 20261121T140000Z is now earlier than 20261121T144500Z',
      status(403),
    );

    for (const loginWorks of [true, false]) {
      const { message, details } = classifyError(error, { ...call, loginWorks });
      expect(message).toBe(
        "ec2 in eu-west-1: the clock of the machine that runs Muster differs too much from AWS's clock (SignatureDoesNotMatch); set the clock.",
      );
      expect(details).toEqual({ class: 'transient', error_code: 'SignatureDoesNotMatch' });
    }
  });

  it('reports a wrong secret key for a current signature of a login that has not worked yet', () => {
    const error = sdkError('InvalidSignatureException', 'The request signature we calculated does not match.', status(403));

    expect(classifyError(error, { ...call, loginWorks: false }).message).toMatch(
      /the secret access key does not belong to the access key id/,
    );
  });

  it.each([
    ['AuthFailure', 401],
    ['InvalidClientTokenId', 403],
    ['UnrecognizedClientException', 403],
    ['InvalidToken', 400],
  ])('takes %s as revoked keys where the region is enabled, as a closed region where it is not', (name, httpStatus) => {
    const error = sdkError(name, '', status(httpStatus));

    expect(needsRegion(error, call)).toBe(true);
    expect(classifyError(error, call).details.class).toBe('transient');
    expect(classifyError(error, { ...call, regionEnabled: false }).details.class).toBe('unsupported');
  });

  it('classes a host name that is not found as unsupported only if the region is not enabled', () => {
    const error = sdkError('Error', 'getaddrinfo', { code: 'ENOTFOUND' });

    expect(needsRegion(error, call)).toBe(true);
    expect(classifyError(error, { ...call, regionEnabled: false }).details.class).toBe('unsupported');
  });

  it.each(['OptInRequired', 'SubscriptionRequiredException', 'AccessDenied', 'Throttling'])('needs no region for %s', (name) => {
    expect(needsRegion(sdkError(name), call)).toBe(false);
  });

  it.each([
    ['ENOTFOUND', 'transient'],
    ['ERR_INVALID_URL', 'invalid'],
    ['ECONNRESET', 'transient'],
    ['ECONNREFUSED', 'transient'],
    ['EPIPE', 'transient'],
    ['EHOSTUNREACH', 'transient'],
    ['ENETUNREACH', 'transient'],
    ['ETIMEDOUT', 'transient'],
    ['EAI_AGAIN', 'transient'],
  ] as const)('classes the network error %s as %s and keeps its code', (code, errorClass) => {
    const classed = classifyError(sdkError('Error', 'getaddrinfo', { code }), call);

    expect(classed.details).toEqual({ class: errorClass, error_code: code });
  });

  it('reports keys that have not worked yet as wrong, not the region as not enabled', () => {
    const classed = classifyError(sdkError('InvalidClientTokenId'), { ...call, loginWorks: false });

    expect(classed.details.class).toBe('denied');
  });

  it('names the permission that the service names, and the one that the call needs if it does not', () => {
    const named = sdkError('AccessDenied', 'User: x is not authorized to perform: iam:GetAccessKeyLastUsed on resource: user y');

    expect(classifyError(named, call).details.permission).toBe('iam:GetAccessKeyLastUsed');
    expect(classifyError(sdkError('AccessDenied'), call).details.permission).toBe('ec2:DescribeVpcs');
    expect(classifyError(sdkError('Throttling'), call).details).not.toHaveProperty('permission');
  });

  it('names the permission on the key if a service may not use the key', () => {
    const error = sdkError('KMSAccessDeniedException', 'Lambda was unable to decrypt.', status(502));

    expect(classifyError(error, { ...call, permission: 'lambda:GetFunction' }).details.permission).toBe('kms:Decrypt');
  });

  it.each([
    ['with an explicit deny in a service control policy', 'a service control policy of the organization denies ec2:DescribeVpcs'],
    ['with an explicit deny in an identity-based policy', 'an identity-based policy denies ec2:DescribeVpcs'],
    ['with an explicit deny in a VPC endpoint policy', 'a VPC endpoint policy denies ec2:DescribeVpcs'],
    ['because no permissions boundary allows the ec2:DescribeVpcs action', 'no permissions boundary allows ec2:DescribeVpcs'],
    [
      'because no identity-based policy allows the ec2:DescribeVpcs action',
      'the login may not call ec2:DescribeVpcs (UnauthorizedOperation); allow it in the role that Muster assumes.',
    ],
  ])('says which policy refuses: %s', (said, sentence) => {
    const text = `You are not authorized to perform: ec2:DescribeVpcs ${said}`;

    expect(classifyError(sdkError('UnauthorizedOperation', text), call).message).toContain(`ec2 in eu-west-1: ${sentence}`);
  });

  it('returns a CloudError as it is', () => {
    const classed = new CloudError('Gone.', { class: 'unsupported', error_code: 'Gone' });

    expect(classifyError(classed, call)).toBe(classed);
  });

  it('classes a thrown value that is no Error', () => {
    expect(classifyError('boom', call).details).toEqual({ class: 'transient', error_code: 'UnknownError' });
  });
});

describe('the message of a classed error', () => {
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

  it('keeps text that is not secret', () => {
    const message = 'The security token included in the request is invalid.';
    expect(classifyError(sdkError('ValidationError', message), call).message).toBe(`ec2 in eu-west-1: ValidationError: ${message}`);
  });
});

describe('awsMessage', () => {
  it('cuts the encoded authorization message, keys and tokens, and stays one line', () => {
    const token = 'FwoGZXIvYXdzE'.repeat(12);
    const text = `Not allowed.\nKey AKIAIOSFODNN7EXAMPLE, token ${token}. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuU`;

    const plain = awsMessage(text);

    expect(plain).toBe('Not allowed. Key AKIA…, token ….');
  });

  it('shortens a long message', () => {
    expect(awsMessage('no way '.repeat(200)).length).toBeLessThanOrEqual(301);
  });
});
