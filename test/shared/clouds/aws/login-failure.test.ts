import { describe, expect, it } from '@jest/globals';
import { loginFailure, type FailedLogin } from '../../../../shared/clouds/aws/login-failure.ts';
import { NotLoggedIn } from '../../../../shared/clouds/login.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY';

const login = (more: Partial<FailedLogin> = {}): FailedLogin => ({
  name: 'prod',
  profile: 'prod',
  region: 'eu-west-1',
  endpoint: undefined,
  ...more,
});

const refusal = (code: string, status = 403): Error =>
  Object.assign(new Error(`${code} for ${SECRET}`), { name: code, $metadata: { httpStatusCode: status } });
const network = (code: string): Error => Object.assign(new Error(`connect ${code} ${SECRET}`), { code });
const noCredentials = (message: string): Error => Object.assign(new Error(message), { name: 'CredentialsProviderError' });

describe('a login that AWS refuses', () => {
  it.each([
    ['ExpiredToken', /credentials have expired.*aws sso login --profile prod/],
    ['RequestExpired', /clock/],
    ['SignatureDoesNotMatch', /secret access key does not belong to the access key id/],
    ['InvalidClientTokenId', /does not know the access key in eu-west-1.*not enabled that region/],
    ['AccessDenied', /refused the login \(AccessDenied\).*trust policy/],
  ])('%s is told with what to do, and without what AWS said', (code, sentence) => {
    const failure = loginFailure(refusal(code), login());

    expect(failure).toMatchObject({ name: 'NotLoggedIn', code: 'not_logged_in', unreachable: false });
    expect(failure.message).toMatch(sentence);
    expect(failure.message).toMatch(/^Not logged in to AWS with the profile prod: [^\n]+\.$/);
    expect(JSON.stringify(failure) + String(failure.stack) + failure.message).not.toContain(SECRET);
    expect(failure.cause).toBeUndefined();
  });

  it.each(['SignatureDoesNotMatch', 'InvalidSignatureException'])('reports a %s caused by a wrong clock as a wrong clock', (code) => {
    const said = 'Signature expired: 20261121T140000Z is now earlier than 20261121T144500Z (20261121T150000Z - 15 min.)';
    const failure = loginFailure(Object.assign(new Error(said), { name: code, $metadata: { httpStatusCode: 403 } }), login());

    expect(failure.message).toMatch(/clock differs too much from AWS's clock/);
    expect(failure.message).not.toMatch(/secret access key/);
  });

  it('names a connection besides its profile', () => {
    const failure = loginFailure(refusal('ExpiredToken'), login({ name: 'finance' }));

    expect(failure.message).toMatch(/^Not logged in to AWS with the connection finance and the profile prod: /);
  });

  it('does not repeat a code that does not look like one of AWS', () => {
    const failure = loginFailure(refusal(SECRET, 418), login());

    expect(failure.message).toContain('UnknownError');
    expect(failure.message).not.toContain(SECRET);
  });
});

describe('a login without credentials', () => {
  it.each([
    ['Could not resolve credentials using profile: [prod] in configuration/credentials file(s).', /no credentials in ~\/.aws\/config/],
    ['The SSO session associated with this profile has expired. To refresh run aws sso login', /aws sso login --profile prod/],
    ['Profile prod requires multi-factor authentication, but no MFA code callback was provided.', /multi-factor.*get-session-token/],
    [`Command failed: helper --key ${SECRET}`, /aws sts get-caller-identity --profile prod/],
  ])('says of a profile what is wrong: %s', (said, sentence) => {
    const failure = loginFailure(noCredentials(said), login());

    expect(failure.message).toMatch(sentence);
    expect(failure.message).not.toContain(SECRET);
    expect(failure.unreachable).toBe(false);
  });

  it('says what to set if there is no profile', () => {
    const failure = loginFailure(
      noCredentials('Could not load credentials from any providers'),
      login({ name: 'aws', profile: undefined }),
    );

    expect(failure.message).toMatch(/^Not logged in to AWS: there are no credentials; .*--profile.*AWS_ACCESS_KEY_ID/);
  });
});

describe('a cloud that cannot be reached', () => {
  it.each(['ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'ENETUNREACH', 'ECONNRESET'])('%s is no fault of the login', (code) => {
    const failure = loginFailure(network(code), login());

    expect(failure).toBeInstanceOf(NotLoggedIn);
    expect(failure.unreachable).toBe(true);
    expect(failure.message).toBe(
      `AWS cannot be reached in eu-west-1 (${code}); check the network, the proxy and AWS_ENDPOINT_URL, and try again.`,
    );
  });

  it('distinguishes a network error while the credentials are fetched from wrong credentials', () => {
    const failure = loginFailure(noCredentials('Error: getaddrinfo ENOTFOUND portal.sso.eu-west-1.amazonaws.com'), login());

    expect(failure.unreachable).toBe(true);
  });

  it('is reported as a region that does not exist, if Muster does not know the region', () => {
    const failure = loginFailure(network('ENOTFOUND'), login({ region: 'eu-nowhere-1' }));

    expect(failure.unreachable).toBe(false);
    expect(failure.message).toMatch(/there is no region "eu-nowhere-1"; correct AWS_REGION/);
  });

  it('names the host of another endpoint, and nothing else of its URL', () => {
    const failure = loginFailure(
      network('ECONNREFUSED'),
      login({ endpoint: `http://me:${encodeURIComponent(SECRET)}@localhost:5000/x`, region: 'elsewhere' }),
    );

    expect(failure.message).toMatch(/^AWS cannot be reached at localhost:5000 \(/);
  });

  it('includes one that answers with a server error', () => {
    const failure = loginFailure(refusal('InternalFailure', 500), login());

    expect(failure.unreachable).toBe(true);
    expect(failure.message).toBe('AWS did not answer in eu-west-1 (InternalFailure); try again.');
  });
});
