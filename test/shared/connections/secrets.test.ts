import { describe, expect, it } from '@jest/globals';
import type { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { Secrets, type SecretStores } from '../../../shared/connections/secrets.ts';
import { ManualClock } from '../../support/fakes.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/contoso-a1B2c3';
const PARAMETER = 'arn:aws:ssm:eu-west-1:123456789012:parameter/muster/contoso';

const never = (): never => {
  throw new Error('not expected');
};

const secretsOver = (stores: Partial<SecretStores>, clock = new ManualClock()): Secrets =>
  new Secrets({ secretsmanager: never, ssm: never, environment: undefined, ...stores }, clock);

async function refusal(read: Promise<string>): Promise<CloudError> {
  try {
    await read;
  } catch (error) {
    // The test's own expectations tell whether it is one.
    return error as CloudError;
  }
  throw new Error('The secret was read.');
}

describe('the secrets of connections', () => {
  it('come from the store and the region that the reference names', async () => {
    const secrets = secretsOver({
      secretsmanager: (arn, region) => Promise.resolve(`${arn} in ${region}`),
      ssm: (arn, region) => Promise.resolve(JSON.stringify({ key: `${arn} in ${region}` })),
      environment: { CONTOSO: 'of this machine' },
    });

    expect(await secrets.read(ARN)).toBe(`${ARN} in eu-west-1`);
    expect(await secrets.read(`${PARAMETER}#key`)).toBe(`${PARAMETER} in eu-west-1`);
    expect(await secrets.read('env:CONTOSO')).toBe('of this machine');
  });

  it('are kept for five minutes, and read again after a login has refused them', async () => {
    const clock = new ManualClock();
    let reads = 0;
    const secrets = secretsOver({ secretsmanager: () => Promise.resolve(`secret ${(reads += 1)}`) }, clock);

    const both = await Promise.all([secrets.read(ARN), secrets.read(ARN)]);
    clock.advance(299_999);
    const kept = await secrets.read(ARN);
    clock.advance(1);
    const later = await secrets.read(ARN);
    secrets.forget(ARN);
    const refused = await secrets.read(ARN);

    expect([...both, kept, later, refused]).toEqual(['secret 1', 'secret 1', 'secret 1', 'secret 2', 'secret 3']);
  });

  it('are tried again after a failed read', async () => {
    let answers = 0;
    const secrets = secretsOver({
      secretsmanager: () => ((answers += 1) === 1 ? Promise.reject(new Error('planted')) : Promise.resolve('it')),
    });

    await refusal(secrets.read(ARN));
    expect(await secrets.read(ARN)).toBe('it');
  });

  it.each([
    ['ResourceNotFoundException', 400, 'invalid', /^There is no secret arn:.*; correct/],
    ['AccessDeniedException', 400, 'denied', /^Muster may not read the secret arn:.*secretsmanager:GetSecretValue.*muster:secrets\.$/],
    ['DecryptionFailure', 400, 'denied', /kms:Decrypt/],
    ['ExpiredTokenException', 400, 'denied', /^AWS refused to read the secret arn:.*\(ExpiredTokenException\)/],
    ['CredentialsProviderError', undefined, 'denied', /no AWS credentials to read the secret/],
    ['ThrottlingException', 400, 'transient', /could not be read/],
    ['InternalServiceError', 500, 'transient', /could not be read/],
    ['TimeoutError', undefined, 'transient', /could not be read/],
  ])('are not read after %s, which is told in one sentence without the SDK’s words', async (name, httpStatusCode, errorClass, told) => {
    const error = Object.assign(new Error('planted'), { name, $metadata: { httpStatusCode } });

    const failure = await refusal(secretsOver({ secretsmanager: () => Promise.reject(error) }).read(ARN));

    expect(failure.details).toMatchObject({ class: errorClass, error_code: name });
    expect(failure.message).toMatch(told);
    expect(`${failure.message}${String(failure.stack)}`).not.toContain('planted');
  });

  it.each([
    ['a text that is no reference', 'planted-value', {}, 'NoReference'],
    ['a variable in a deployment', 'env:AWS_SECRET_ACCESS_KEY', {}, 'NoEnvironment'],
    ['a variable that is not set', 'env:CONTOSO', { environment: {} }, 'SecretNotFound'],
    ['an empty secret', ARN, { secretsmanager: () => Promise.resolve('') }, 'EmptySecret'],
    ['a secret of bytes', ARN, { secretsmanager: () => Promise.resolve(undefined) }, 'EmptySecret'],
    ['a member of a text that is not JSON', `${ARN}#key`, { secretsmanager: () => Promise.resolve('planted-value') }, 'SecretNotJson'],
    ['a member of nothing', `${ARN}#key`, { secretsmanager: () => Promise.resolve('null') }, 'SecretNotFound'],
    ['a member that is no text', `${ARN}#key`, { secretsmanager: () => Promise.resolve('{"key":["planted-value"]}') }, 'SecretNotFound'],
  ])('are not read from %s', async (_, reference, stores, error_code) => {
    const failure = await refusal(secretsOver(stores).read(reference));

    expect(failure.details).toEqual({ class: 'invalid', error_code });
    expect(failure.message).not.toContain('planted');
  });
});
