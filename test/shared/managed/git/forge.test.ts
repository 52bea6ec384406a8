import { expect, it } from '@jest/globals';
import { apiRoot, baseUrl } from '../../../../shared/managed/git/forge.ts';

it.each([
  ['github', undefined, 'https://api.github.com'],
  ['github', 'https://github.com/', 'https://api.github.com'],
  ['github', 'https://acme.ghe.com', 'https://api.acme.ghe.com'],
  ['github', 'https://git.example.com', 'https://git.example.com/api/v3'],
  ['gitlab', undefined, 'https://gitlab.com/api/v4'],
  ['gitlab', 'https://example.com/gitlab/', 'https://example.com/gitlab/api/v4'],
  ['gitea', 'https://git.example.com:3000', 'https://git.example.com:3000/api/v1'],
  ['gitea', undefined, undefined],
] as const)('the API of %s at %s is %s', (kind, base, root) => {
  expect(apiRoot(kind, base)).toBe(root);
});

it.each(['https://git.example.com', 'http://127.0.0.1:3000', 'http://localhost:3000/git', 'http://[::1]:8080'])(
  '%s is an address',
  (text) => {
    expect(baseUrl.safeParse(text).success).toBe(true);
  },
);

it.each([
  'http://git.example.com',
  'http://127.0.0.1.example.com',
  'http://localhost@evil.example.com',
  'https://user:secret@git.example.com',
  'https://git.example.com?x=1',
  'https://git.example.com#x',
  'https://git.example.com\\@evil.example.com',
  'file:///etc/passwd',
  'git.example.com',
  '',
])('%j is no address to which a token may be sent', (text) => {
  expect(baseUrl.safeParse(text).success).toBe(false);
});
