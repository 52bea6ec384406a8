import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../../shared/access/principal.ts';
import { MOST_QUERY_CHARACTERS, MOST_VIEWS, SavedViews } from '../../../shared/api/saved-views.ts';
import { viewNameProblem } from '../../../shared/api/view-names.ts';
import { itemBytes, MAX_ITEM_BYTES } from '../../../shared/storage/item-size.ts';
import { apiFixture } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

let store: MemoryStore;
let caller: Principal;
let app: ReturnType<typeof apiFixture>['app'];
beforeEach(() => {
  store = new MemoryStore();
  signIn('ann');
  app = apiFixture(store, undefined, () => Promise.resolve(caller)).app;
});

function signIn(name: string): void {
  caller = { id: `https://issuer.example#${name}`, name, role: 'viewer', scope: { kind: 'all' } };
}

const save = async (name: string, body: object = { page: 'findings', query: 'severity=high' }) =>
  await send(app, `/views/${encodeURIComponent(name)}`, { method: 'PUT', body });
const list = async (query = '') => (await send(app, `/views${query}`)).body.items;

describe('saved views', () => {
  it('are listed by name, replaced and deleted by a viewer', async () => {
    for (const name of ['b', 'a']) expect((await save(name)).status).toBe(200);
    expect((await save('b', { page: 'findings', query: 'severity=low' })).body).toMatchObject({ name: 'b', query: 'severity=low' });

    expect(await list()).toMatchObject([
      { name: 'a', query: 'severity=high' },
      { name: 'b', query: 'severity=low' },
    ]);
    expect((await send(app, '/views/b')).body).toMatchObject({ name: 'b', page: 'findings' });
    expect((await send(app, '/views/b', { method: 'DELETE' })).body).toMatchObject({ name: 'b' });
    expect((await list()).map(({ name }: { name: string }) => name)).toEqual(['a']);
    for (const method of ['GET', 'DELETE']) expect((await send(app, '/views/b', { method })).status).toBe(404);
  });

  it('are listed by page, and a name is one page’s', async () => {
    await save('a');
    await save('b', { page: 'resources', query: '' });

    expect(await list('?page=resources')).toMatchObject([{ name: 'b' }]);
    expect((await save('a', { page: 'resources', query: '' })).status).toBe(409);
    expect(await list('?page=findings')).toMatchObject([{ name: 'a', page: 'findings' }]);
  });

  it('are each person’s own', async () => {
    await save('mine');
    signIn('bob');

    expect(await list()).toEqual([]);
    expect((await send(app, '/views/mine')).status).toBe(404);
    expect((await send(app, '/views/mine', { method: 'DELETE' })).status).toBe(404);
    await save('mine', { page: 'findings', query: 'severity=low' });
    signIn('ann');
    expect(await list()).toMatchObject([{ query: 'severity=high' }]);
  });

  it('are at most as many as their row has room for, also if they are saved at once', async () => {
    const query = 'q'.repeat(MOST_QUERY_CHARACTERS);
    const names = Array.from({ length: MOST_VIEWS + 3 }, (_, number) => `${'\u{1F600}'.repeat(45)}${number}`);
    for (const name of names.slice(0, MOST_VIEWS - 1)) expect((await save(name, { page: 'findings', query })).status).toBe(200);

    const last = await Promise.all(names.slice(MOST_VIEWS - 1).map(async (name) => (await save(name, { page: 'findings', query })).status));

    expect(last.toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
    expect((await save(names[0]!, { page: 'findings', query: '' })).status).toBe(200);
    expect(itemBytes(store.rows('saved_views')[0]!)).toBeLessThan(MAX_ITEM_BYTES);
  });

  it.each([
    ['a name with control characters', '/views/a%00', { page: 'findings', query: '' }],
    ['a name with a character that cannot be seen', '/views/a%E2%80%8B', { page: 'findings', query: '' }],
    ['a name with a slash', '/views/a%2Fb', { page: 'findings', query: '' }],
    ['a page that is none', '/views/a', { page: '/ui/findings', query: '' }],
    ['filters that are not encoded', '/views/a', { page: 'findings', query: 'resource=ü' }],
    ['too many filters', '/views/a', { page: 'findings', query: 'q'.repeat(MOST_QUERY_CHARACTERS + 1) }],
    ['other fields', '/views/a', { page: 'findings', query: '', owner: 'bob' }],
  ])('are refused with %s', async (_what, path, body) => {
    expect((await send(app, path, { method: 'PUT', body })).status).toBe(400);
    expect(store.rows('saved_views')).toEqual([]);
  });

  it.each(['a/b', '.', '..', ' .. ', 'a\tb', 'a\u202Eb'])('cannot be named %j, and a sentence says why', (name) => {
    expect(viewNameProblem(name.trim())).toMatch(/^The name of a view .*\.$/);
  });

  it.each(['a.b', '...', '50 % & more?', 'é#1', '%2E%2E'])('can be named %j', async (name) => {
    expect(viewNameProblem(name)).toBeUndefined();
    expect((await save(name)).body).toMatchObject({ name });
    expect((await send(app, `/views/${encodeURIComponent(name)}`)).body).toMatchObject({ name });
  });

  it('say that a slash is what is wrong with a name', async () => {
    const { body } = await send(app, '/views/high%2Flow', { method: 'PUT', body: { page: 'findings', query: '' } });
    expect(body.detail).toContain(viewNameProblem('high/low'));
  });

  it('are named without the spaces around a name', async () => {
    await save('x');
    expect((await save('  x ', { page: 'findings', query: 'severity=low' })).body).toMatchObject({ name: 'x' });
    expect(await list()).toMatchObject([{ name: 'x', query: 'severity=low' }]);
  });

  it('are saved although another request of the person writes meanwhile', async () => {
    const views = new SavedViews(store, new ManualClock());
    await Promise.all(['a', 'b', 'c'].map(async (name) => await views.save('ann', { name, page: 'findings', query: '' })));

    expect((await views.list('ann')).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});
