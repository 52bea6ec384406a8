import { afterEach, expect, it } from '@jest/globals';
import { z } from 'zod';
import { allPages, gitHubApi } from '../../../../shared/managed/git/github-api.ts';
import { gitLabApi } from '../../../../shared/managed/git/gitlab-api.ts';
import { guardedFetch, type GuardedFetch } from '../../../../shared/managed/git/guarded-fetch.ts';
import { type Served, serve } from '../../../support/serve.ts';

const opened: Served[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function serving(handle: (request: Request) => Response | Promise<Response>): Promise<string> {
  const served = await serve(handle);
  opened.push(served);
  return served.url;
}

const to = (url: string, deadlineMs = 5_000): GuardedFetch => guardedFetch({ root: `${url}/api/v1`, fetch, now: () => 0, deadlineMs });
const at = { owner: 'acme', repo: 'shop' };
const init = { headers: { authorization: 'token s3cret' } };

it('sends the token to no other host, whatever the forge answers', async () => {
  const stolen: unknown[] = [];
  const thief = await serving((request) => {
    stolen.push(request.headers.get('authorization'));
    return Response.json({});
  });
  const forge = await serving(() => new Response(null, { status: 302, headers: { location: `${thief}/api/v1/repos` } }));

  await expect(to(forge)(`${forge}/api/v1/user`, init)).rejects.toMatchObject({
    details: { class: 'invalid', error_code: 'RedirectRefused' },
  });
  expect(stolen).toEqual([]);
});

it('follows a redirect within the API, as of a repository that was renamed', async () => {
  const forge = await serving((request) =>
    request.url.endsWith('/repos/acme/old')
      ? new Response(null, { status: 301, headers: { location: '/api/v1/repositories/7' } })
      : Response.json({ at: new URL(request.url).pathname, as: request.headers.get('authorization') }),
  );

  expect(await (await to(forge)(`${forge}/api/v1/repos/acme/old`, init)).json()).toEqual({
    at: '/api/v1/repositories/7',
    as: 'token s3cret',
  });
});

it.each([
  ['out of the API', '/admin'],
  ['for ever', '/api/v1/user'],
])('does not follow a redirect %s', async (_where, location) => {
  const forge = await serving(() => new Response(null, { status: 302, headers: { location } }));

  await expect(to(forge)(`${forge}/api/v1/user`)).rejects.toMatchObject({ details: { error_code: 'RedirectRefused' } });
});

it('does not repeat a change at another address', async () => {
  let requests = 0;
  const forge = await serving(() => {
    requests += 1;
    return new Response(null, { status: 307, headers: { location: '/api/v1/user/repos' } });
  });

  await expect(to(forge)(`${forge}/api/v1/user`, { method: 'POST', body: '{}' })).rejects.toMatchObject({
    details: { error_code: 'RedirectRefused' },
  });
  expect(requests).toBe(1);
});

it('takes no more of an answer than a forge sends', async () => {
  const forge = await serving(() => new Response('x'.repeat(4_194_305)));

  await expect(to(forge)(`${forge}/api/v1/user`)).rejects.toMatchObject({ details: { class: 'invalid', error_code: 'AnswerTooLarge' } });
});

it('waits no longer than its deadline', async () => {
  const forge = await serving(async () => await new Promise<Response>(() => undefined));

  await expect(to(forge, 50)(`${forge}/api/v1/user`)).rejects.toMatchObject({
    details: { class: 'transient', error_code: 'DeadlineExceeded' },
  });
});

it('says that nothing answers, without the address of the request', async () => {
  const forge = await serving(() => Response.json({}));
  const gone = forge.replace('127.0.0.1', 'localhost');
  await opened.splice(0)[0]?.close();

  await expect(to(gone)(`${gone}/api/v1/user?private=1`)).rejects.toMatchObject({
    message: `${new URL(gone).host} cannot be reached.`,
    details: { class: 'transient', error_code: 'Unreachable' },
  });
});

it.each(['..', '.', '%2E%2e', '.%2E'])('sends no request whose path has the part %s, which would name something else', async (part) => {
  const asked: string[] = [];
  const forge = await serving((request) => {
    asked.push(request.url);
    return Response.json({});
  });
  for (const path of [`/repos/acme/shop/branch_protections/${part}`, `/repos/acme/shop/${part}/x`, `/repos/acme/shop/${part}?page=1`])
    await expect(to(forge)(`${forge}/api/v1${path}`, { ...init, method: 'DELETE' })).rejects.toMatchObject({
      details: { class: 'invalid', error_code: 'AmbiguousName' },
    });
  await to(forge)(`${forge}/api/v1/repos/acme/shop/contents/..a/.b/c..`, init);
  expect(asked).toEqual([`${forge}/api/v1/repos/acme/shop/contents/..a/.b/c..`]);
});

it('reads no list of a forge for ever', async () => {
  let asked = 0;
  const forge = await serving(() => {
    asked += 1;
    return Response.json(Array.from({ length: 100 }, () => ({ name: 'main' })));
  });
  const api = await gitHubApi({ root: `${forge}/api/v3`, fetch, now: () => 0, deadlineMs: 5_000 }, 's3cret');

  await expect(allPages(api, z.array(z.object({ name: z.string() })), 'GET /repos/{owner}/{repo}/branches', at)).rejects.toMatchObject({
    details: { class: 'invalid', error_code: 'ListTooLong' },
  });
  expect(asked).toBe(20);
});

it('asks a forge that never ends for a while only', async () => {
  let asked = 0;
  const forge = await serving(({ url }) => {
    asked += 1;
    const next = `${url.split('?')[0]}?page=${asked + 1}&per_page=100`;
    return Response.json([{ name: 'main' }], { headers: { link: `<${next}>; rel="next"` } });
  });
  const given = { root: `${forge}/api/v4`, fetch, now: () => 0, deadlineMs: 5_000 };
  const { protectedBranches } = await gitLabApi(given, 's3cret');

  await expect(protectedBranches.all(7)).rejects.toMatchObject({ details: { class: 'transient', error_code: 'DeadlineExceeded' } });
  expect(asked).toBe(1_000);
});

it('asks a forge that is slow for a minute only', async () => {
  let now = 0;
  const forge = await serving(() => Response.json({}));
  const send = guardedFetch({ root: `${forge}/api/v1`, fetch, now: () => now, deadlineMs: 5_000 });

  await send(`${forge}/api/v1/user`, init);
  now = 60_001;
  await expect(send(`${forge}/api/v1/user`, init)).rejects.toMatchObject({ details: { error_code: 'DeadlineExceeded' } });
});
