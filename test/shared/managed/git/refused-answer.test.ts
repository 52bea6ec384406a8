import { expect, it } from '@jest/globals';
import { refusedAnswer } from '../../../../shared/managed/git/refused-answer.ts';

const NOW = Date.parse('2026-11-30T10:00:00Z');

const refused = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  refusedAnswer({
    host: 'git.example.com',
    status,
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    now: NOW,
  });

it.each([
  [401, { message: 'Bad credentials' }, {}, 'denied', 'BadToken', 'Store a new one'],
  [
    403,
    { message: 'Resource not accessible by personal access token' },
    { 'x-accepted-github-permissions': 'administration=write' },
    'denied',
    'Forbidden',
    'the right administration=write',
  ],
  [
    403,
    { message: 'Must have admin rights to Repository.' },
    { 'x-accepted-oauth-scopes': 'delete_repo' },
    'denied',
    'Forbidden',
    'the right delete_repo',
  ],
  [403, { error: 'insufficient_scope', scope: 'api' }, {}, 'denied', 'Forbidden', 'the right api'],
  [
    403,
    { message: 'token does not have at least one of required scope(s): [write:repository]' },
    {},
    'denied',
    'Forbidden',
    'the right write:repository',
  ],
  [403, { message: '403 Forbidden' }, {}, 'denied', 'Forbidden', 'whose user may do this'],
  [
    403,
    { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' },
    {},
    'denied',
    'PlanLimit',
    'Upgrade to GitHub Pro',
  ],
  [
    403,
    { message: 'You have exceeded a secondary rate limit.' },
    { 'retry-after': '90' },
    'throttled',
    'RateLimited',
    '2026-11-30T10:01:30.000Z',
  ],
  [
    403,
    { message: 'API rate limit exceeded' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1_000 + 600) },
    'throttled',
    'RateLimited',
    '2026-11-30T10:10:00.000Z',
  ],
  [429, 'Retry later', { 'ratelimit-reset': String(NOW / 1_000 + 30) }, 'throttled', 'RateLimited', '2026-11-30T10:00:30.000Z'],
  [429, '', { 'retry-after': '99999999999' }, 'throttled', 'RateLimited', '2026-11-30T10:01:00.000Z'],
  [404, { message: 'Not Found' }, {}, 'invalid', 'NotFound', 'does not show it'],
  [
    422,
    { message: 'Repository creation failed.', errors: [{ field: 'name', message: 'name already exists on this account' }] },
    {},
    'invalid',
    'NameTaken',
    'already exists',
  ],
  [400, { message: { path: ['has already been taken'] } }, {}, 'invalid', 'NameTaken', 'has already been taken'],
  [409, { message: 'The repository with the same name already exists.' }, {}, 'invalid', 'NameTaken', 'already exists'],
  [422, { message: 'Invalid topic' }, {}, 'invalid', 'Refused', 'Invalid topic'],
  [302, '', { location: 'https://elsewhere.example.com' }, 'invalid', 'RedirectRefused', 'correct base_url'],
  [502, '<html>Bad gateway</html>', {}, 'transient', 'HTTP502', 'HTTP 502'],
])('%i %j is told', (status, body, headers, errorClass, code, words) => {
  const error = refused(status, body, headers);

  expect(error.details).toMatchObject({ class: errorClass, error_code: code });
  expect(error.message).toContain(words);
  expect(error.message).toMatch(/^git\.example\.com[^\n]+$/);
});

it('names the missing right as data', () => {
  expect(refused(403, {}, { 'x-accepted-github-permissions': 'workflows=write' }).details.permission).toBe('workflows=write');
});

it.each([
  ['a right that no forge has', { 'x-accepted-oauth-scopes': '\u001b[31mrepo' }],
  ['a right that is too long', { 'x-accepted-oauth-scopes': 'r'.repeat(500) }],
])('does not repeat %s', (_what, headers) => {
  // A header cannot hold a control character, which a body can.
  const safe = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('\u001b', '')]));

  expect(refused(403, { message: 'No' }, safe).details.permission).toBeUndefined();
});

it('repeats neither secrets nor control characters nor endless texts of the forge', () => {
  const { message } = refused(422, { message: `\u001b[2J token=ghp_abcdefghijklmnopqrstuvwxyz0123456789 ${'x'.repeat(5_000)}` });

  expect(message).not.toContain('ghp_');
  expect(message).not.toContain('\u001b');
  expect(message.length).toBeLessThan(500);
});

it('survives an answer that is nested without end', () => {
  const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  expect(refused(422, `{"message":${body}}`).details.error_code).toBe('Refused');
});
