import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Secrets } from '../../../shared/connections/secrets.ts';
import { secretStores } from '../../../shared/platform/secret-stores.ts';
import { ManualClock } from '../../support/fakes.ts';
import { serve, type Served } from '../../support/serve.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:muster/contoso-a1B2c3';
const PARAMETER = 'arn:aws:ssm:eu-north-1:123456789012:parameter/muster/contoso';

const VARIABLES = {
  AWS_ENDPOINT_URL: '',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
const before = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, process.env[name]]));

/** A server in the place of AWS: each request's operation, region and body, and the answer to the next. */
let aws: Served;
let asked: (readonly [operation: string, region: string, body: unknown])[] = [];
let answer: () => Response;

beforeAll(async () => {
  aws = await serve(async (request) => {
    const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    asked.push([request.headers.get('x-amz-target') ?? '', region, await request.json()]);
    return answer();
  });
  Object.assign(process.env, VARIABLES, { AWS_ENDPOINT_URL: aws.url });
});
afterEach(() => {
  asked = [];
});
afterAll(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await aws.close();
});

const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/x-amz-json-1.1' } });

describe('the stores of secrets', () => {
  it('are asked for the text of a secret of Secrets Manager, in its own region', async () => {
    answer = () => json({ SecretString: 'the secret' });

    expect(await new Secrets(secretStores(), new ManualClock()).read(ARN)).toBe('the secret');
    expect(asked).toEqual([['secretsmanager.GetSecretValue', 'eu-central-1', { SecretId: ARN }]]);
  });

  it('are asked for the decrypted value of a parameter, in its own region', async () => {
    answer = () => json({ Parameter: { Value: '{"key":"the secret"}' } });

    expect(await new Secrets(secretStores(), new ManualClock()).read(`${PARAMETER}#key`)).toBe('the secret');
    expect(asked).toEqual([['AmazonSSM.GetParameter', 'eu-north-1', { Name: PARAMETER, WithDecryption: true }]]);
  });

  it.each([
    ['ResourceNotFoundException', ARN, 'invalid'],
    ['AccessDeniedException', ARN, 'denied'],
    ['ParameterNotFound', PARAMETER, 'invalid'],
    ['AccessDeniedException', PARAMETER, 'denied'],
  ])('answer %s for %s, which is told without their words', async (code, reference, errorClass) => {
    answer = () => json({ __type: code, Message: 'planted', message: 'planted' }, 400);

    const read = new Secrets(secretStores(), new ManualClock()).read(reference);

    await expect(read).rejects.toMatchObject({ details: { class: errorClass, error_code: code } });
    await expect(read).rejects.not.toThrow(/planted/);
  });
});
