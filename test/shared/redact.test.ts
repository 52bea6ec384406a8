import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LOOKS_SECRET, NO_REFERENCE } from '../../shared/clouds/secret-reference.ts';
import { redacted, redactText } from '../../shared/redact.ts';
import { jsonLog } from '../../shared/real-seams.ts';
import { ACCESS_KEY_ID, JWT, leaksIn, PEM, SECRET_KEY, SESSION_TOKEN } from '../support/planted.ts';

describe('text', () => {
  it.each([
    ['an access key id', `key ${ACCESS_KEY_ID} is not known`, 'key AKIA… is not known'],
    ["a forge's token", `git ghp_${'a1'.repeat(18)}, github_pat_11AB_${'c3'.repeat(20)}`, 'git ghp_[redacted], github_pat_[redacted]'],
    ["GitLab's token", `sent glpat-${'x-9'.repeat(7)} twice`, 'sent glpat-[redacted] twice'],
    ['a bearer token', 'sent Bearer abc123.def-456', 'sent Bearer [redacted]'],
    ['a JSON Web Token', `got ${JWT}.`, 'got [redacted]'],
    [
      'a private key in a URL',
      `of ${encodeURIComponent(encodeURIComponent(PEM))}, of ${encodeURIComponent(PEM).replaceAll('%20', '+')}`,
      'of -----BEGIN%2520RSA%2520PRIVATE KEY----- [redacted], of -----BEGIN+RSA+PRIVATE KEY----- [redacted]',
    ],
    ['a private key', `begins\n${PEM}\nends`, 'begins\n-----BEGIN RSA PRIVATE KEY----- [redacted]\nends'],
    ['a login in a URL', 'cannot reach https://me:pass@proxy:3128/x', 'cannot reach https://me:[redacted]@proxy:3128/x'],
    [
      'a signed URL',
      'GET https://b.s3.amazonaws.com/k?X-Amz-Date=20261121T143022Z&X-Amz-Signature=0a1b&X-Amz-Security-Token=IQoJ%2F&x=1',
      'GET https://b.s3.amazonaws.com/k?X-Amz-Date=20261121T143022Z&X-Amz-Signature=[redacted]&X-Amz-Security-Token=[redacted]&x=1',
    ],
    ['a form within a URL', '/x?next=%2Flogin%3Fclient_secret%253Ds3cr3t&y=1', '/x?next=%2Flogin%3Fclient_secret%253D[redacted]&y=1'],
    ['a form', 'grant_type=client_credentials&client_secret=s3cr3t', 'grant_type=client_credentials&client_secret=[redacted]'],
    [
      'a header',
      'x-amz-date:20261121\nx-amz-security-token:IQoJ+/=\nhost:x',
      'x-amz-date:20261121\nx-amz-security-token:[redacted]\nhost:x',
    ],
    ['a login header', 'Authorization: AWS4-HMAC-SHA256 Credential=A/B, Signature=ff\nHost: x', 'Authorization: [redacted]\nHost: x'],
    ['JSON', `{"SecretAccessKey": "${SECRET_KEY}", "Region": "x"}`, '{"SecretAccessKey": "[redacted]", "Region": "x"}'],
    ['JSON within a string', String.raw`{\"sessionToken\":\"IQoJ\",\"a\":1}`, String.raw`{\"sessionToken\":\"[redacted]\",\"a\":1}`],
    ['what Node.js prints', `{ secretAccessKey: '${SECRET_KEY}', a: 1 }`, '{ secretAccessKey: [redacted], a: 1 }'],
    ['XML', `<SecretAccessKey>${SECRET_KEY}</SecretAccessKey><A>b</A>`, '<SecretAccessKey>[redacted]</SecretAccessKey><A>b</A>'],
  ])('loses %s and nothing else', (_what, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:payments/db-AbCdEf',
    'arn:aws:iam::123456789012:role/MusterReadRole',
    'aws:123456789012|AWS::SecretsManager::Secret|eu-west-1|payments',
    'the login may not call secretsmanager:GetSecretValue (AccessDenied); allow it in the role that Muster assumes.',
    'missing iam:ListAccessKeys, iam:ListServiceSpecificCredentials',
    'IncompleteSignature: the request lacks a date',
    'CredentialsProviderError: Could not load credentials from any providers',
    'The security token included in the request is invalid.',
    'Signature expired: 20261121T143022Z is now earlier than 20261121T150000Z',
    'cursor WzEsInRVTkVodTV6SnBPXy1FMjgiLHsicGFydGl0aW9uIjoiQVdTOjpFQzI6OlZvbHVtZSMwMCJ9XQ',
    'AIDACKCEVSQ6C2EXAMPLE and AROACKCEVSQ6C2EXAMPLE are ids of a user and a role',
    'inv-s3-20261121-143022-7f3a',
    'ghp_short, weigh_one_thing_after_another, glpat-docs',
    `client_secret: ${NO_REFERENCE}`,
    `settings.private_key: ${LOOKS_SECRET}`,
    'account_key_id: 7',
  ])('keeps %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    ['client_secret: s3cr3t', 'client_secret: [redacted]'],
    ['password: hunter two', 'password: [redacted] two'],
    // Words of prose may be a password.
    ['password: this', 'password: [redacted]'],
    ['client_secret: is hunter2', 'client_secret: [redacted] hunter2'],
    ['secret: a bcdef123', 'secret: [redacted] bcdef123'],
    ['password: the quick brown fox', 'password: [redacted] quick brown fox'],
    ['pass_phrase=abc', 'pass_phrase=[redacted]'],
    ['passphrase: abc', 'passphrase: [redacted]'],
    ['authKey: abc', 'authKey: [redacted]'],
    ['AccountName=a;AccountKey=Zm9v==;x', 'AccountName=a;AccountKey=[redacted];x'],
    ['https://a.blob.core.windows.net/c?sv=1&sig=Zm9v%3D&se=2', 'https://a.blob.core.windows.net/c?sv=1&sig=[redacted]&se=2'],
    ['pwd=abc', 'pwd=[redacted]'],
    ['client_secret: The-value', 'client_secret: [redacted]'],
    ['client_secret: no 8Q~x', 'client_secret: [redacted] 8Q~x'],
    ['x-amz-security-token:this is', 'x-amz-security-token:[redacted] is'],
    ['password: "the value"', 'password: [redacted]'],
    ['client_secret: Theodore is', 'client_secret: [redacted] is'],
  ])('loses what may be a secret: %s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('is cut off after its maximum length, whatever follows', () => {
    const hostile = ['secret', 'eyJaaaaa', '"', '\\', '-----BEGIN PRIVATE KEY-----', '://a:', 'authorization=', '<secret', 'token":"'];

    for (const piece of hostile) expect(redactText(piece.repeat(1_000_000 / piece.length)).length).toBeLessThan(40_000);
  });
});

describe('fields', () => {
  it('lose the secrets that their names reveal', () => {
    const fields = {
      job_id: 'inv-s3-20261121-143022-7f3a',
      credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_KEY },
      headers: { 'x-amz-security-token': SESSION_TOKEN, host: 'x' },
      token: 'plain',
      client_token: 'nightly-2026-11-21',
      next_cursor: 'WzEs',
      next_token: 'page-2',
      resources_by_type: { 'AWS::SecretsManager::Secret': 3 },
      password: null,
    };

    expect(redacted(fields)).toEqual({
      ...fields,
      credentials: '[redacted]',
      headers: { 'x-amz-security-token': '[redacted]', host: 'x' },
      token: '[redacted]',
    });
  });

  it('show errors and the name of their cause, without the members that the SDK adds', () => {
    const cause = Object.assign(new TypeError(`no ${ACCESS_KEY_ID}`), { $response: { body: SECRET_KEY } });
    const error = Object.assign(new Error(`outer ${ACCESS_KEY_ID}`, { cause }), { $response: { body: SECRET_KEY } });

    expect(redacted({ error, all: new AggregateError([cause], 'several') })).toEqual({
      error: { name: 'Error', message: 'outer AKIA…', stack: expect.stringContaining('outer AKIA…'), cause: 'TypeError' },
      all: {
        name: 'AggregateError',
        message: 'several',
        stack: expect.any(String),
        errors: [{ name: 'TypeError', message: 'no AKIA…', stack: expect.stringContaining('no AKIA…') }],
      },
    });
  });

  it('can be written as JSON whatever they hold', () => {
    const circle: Record<string, unknown> = { size: 10n, bytes: Buffer.from('secret'), at: new Date(0), map: new Map([['password', 'x']]) };
    circle['self'] = circle;
    const broken = {
      get value(): string {
        throw new Error('not now');
      },
    };

    expect(redacted({ circle, broken })).toEqual({
      circle: { size: '10', bytes: '[6 bytes]', at: '1970-01-01T00:00:00.000Z', map: { password: '[redacted]' }, self: '[circular]' },
      broken: '[unreadable]',
    });
  });
});

/** Each planted secret in the forms in which it could occur. */
const planted = fc.oneof(
  fc.constantFrom(ACCESS_KEY_ID, JWT, PEM, `Bearer ${SESSION_TOKEN}`).map((text) => ({ value: text as unknown })),
  fc
    .constantFrom('secret', 'aws_secret_access_key', 'SecretAccessKey', 'password', 'client_secret', 'x-amz-security-token', 'token')
    .map((name) => ({ value: { [name]: SECRET_KEY } as unknown })),
  fc
    .constantFrom(
      (secret: string) => `https://x.amazonaws.com/?X-Amz-Signature=${secret}&a=b`,
      (secret: string) => `{"secretAccessKey":"${secret}"}`,
      (secret: string) => `x-amz-security-token:${secret}`,
      (secret: string) => `Authorization: Token ${secret}`,
      (secret: string) => `client_secret=${secret}`,
      (secret: string) => `<SessionToken>${secret}</SessionToken>`,
    )
    .map((write) => ({ value: write(SECRET_KEY) as unknown })),
);

/** The places in which a secret can be hidden: objects, lists, errors, causes, stacks, surrounding text, names. */
const hidden = fc.letrec<{ readonly any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    planted.map(({ value }) => value),
    fc.tuple(fc.string(), tie('any'), fc.anything()).map(([name, value, other]) => ({ other, [name]: value })),
    fc.tuple(tie('any'), fc.anything()).map(([value, other]) => [other, value]),
    fc.tuple(fc.string(), tie('any')).map(([text, value]) => new Error(`${text} ${textOf(value)}`, { cause: value })),
    tie('any').map((value) => new AggregateError([value], 'several')),
    tie('any').map((value) => new Map([['key', value]])),
    tie('any').map((value) => ({ body: JSON.stringify(value) })),
    fc.tuple(fc.string(), planted).map(([text, { value }]) => ({ [`${text} ${textOf(value)}`]: text })),
  ),
})).any;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

describe('a log line', () => {
  it('holds no planted credential, wherever it was hidden', () => {
    fc.assert(
      fc.property(hidden, fc.string(), (value, name) => {
        const lines: string[] = [];

        jsonLog((line) => lines.push(line)).error('It failed.', { [name]: value });

        expect(leaksIn(lines[0]!).filter((leak) => leak !== 'a stack trace')).toEqual([]);
        expect(() => JSON.parse(lines[0]!)).not.toThrow();
      }),
      { numRuns: 1000, seed: 20261121 },
    );
  });
});
