import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isLoopback, signerFor } from '../../../bin/commands/signing.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret', AWS_SESSION_TOKEN: 'token' };
const before = { ...process.env };

// The AWS SDK's own credential chain reads the process environment.
beforeEach(() => {
  Object.assign(process.env, KEYS);
});
afterEach(() => {
  for (const name of Object.keys(KEYS)) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
});

describe('signing', () => {
  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])('does not sign requests to %s', async (text) => {
    const url = new URL(text);

    expect(isLoopback(url)).toBe(true);
    expect(await signerFor(url, {})({ method: 'GET', url, headers: {} })).toEqual({});
  });

  it.each(['http://127.0.0.1.example.com', 'https://localhost.example.com'])('does not treat %s as this machine', (text) => {
    expect(isLoopback(new URL(text))).toBe(false);
  });

  it('signs for execute-api in the region that the host names', async () => {
    const url = new URL('https://abc123.execute-api.eu-central-1.amazonaws.com/resources?tag=a&tag=b');

    const headers = await signerFor(url, { AWS_REGION: 'us-east-1' })({ method: 'GET', url, headers: { accept: 'application/json' } });

    expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/execute-api\/aws4_request, /);
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers['accept']).toBe('application/json');
  });

  it('takes the region from the environment for any other host', async () => {
    const url = new URL('https://muster.example.com/jobs');

    const headers = await signerFor(url, { AWS_REGION: 'eu-west-3' })({ method: 'POST', url, headers: {}, body: '{}' });

    expect(headers['authorization']).toContain('/eu-west-3/execute-api/');
  });
});
