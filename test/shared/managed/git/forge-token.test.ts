import { describe, expect, it } from '@jest/globals';
import { forgeToken } from '../../../../shared/managed/git/forge-token.ts';

const NAME = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/forge-a1B2c3';
const tokenFor = async (root: string, secret: string): Promise<string> =>
  await forgeToken({ secret: async () => await Promise.resolve(secret) }, { token: NAME }, root);
const stored = (host: string): string => JSON.stringify({ host, token: 'hunter2' });

describe('a secret that names no host', () => {
  it.each(['https://api.github.com', 'https://api.acme.ghe.com', 'https://gitlab.com/api/v4', 'http://127.0.0.1:7300/api/v1'])(
    'is the token for %s',
    async (root) => {
      expect(await tokenFor(root, 'hunter2')).toBe('hunter2');
    },
  );

  it.each([
    'https://git.example.com/api/v4',
    'https://github.com.example.com/api/v3',
    'https://evilgithub.com/api/v3',
    'https://notghe.com/api/v3',
    'https://169.254.169.254/api/v1',
  ])('is not sent to %s, and not repeated', async (root) => {
    const sent = tokenFor(root, '{"client_secret": "hunter2"}');
    await expect(sent).rejects.toMatchObject({ details: { class: 'denied', error_code: 'NoHost' } });
    await expect(sent).rejects.not.toThrow('hunter2');
  });
});

describe('a secret that names a host', () => {
  it.each([
    ['git.example.com', 'https://git.example.com/api/v4'],
    ['git.example.com:3000', 'https://git.example.com:3000/api/v1'],
    ['github.com', 'https://api.github.com'],
    ['acme.ghe.com', 'https://api.acme.ghe.com'],
  ])('of %s is sent to %s', async (host, root) => {
    expect(await tokenFor(root, stored(host))).toBe('hunter2');
  });

  it.each([
    ['git.example.com', 'https://git.example.com.evil.example/api/v4'],
    ['git.example.com', 'https://git.example.com:8443/api/v4'],
    ['git.example.com', 'https://api.github.com'],
    ['git.example.com', 'http://127.0.0.1:7300/api/v1'],
  ])('of %s is not sent to %s, and not repeated', async (host, root) => {
    const sent = tokenFor(root, stored(host));
    await expect(sent).rejects.toMatchObject({ details: { class: 'denied', error_code: 'OtherHost' } });
    await expect(sent).rejects.not.toThrow('hunter2');
  });
});
