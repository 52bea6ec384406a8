import { describe, expect, it } from '@jest/globals';
import { apiFixture, SYNCED } from '../../support/api-fixture.ts';

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

describe('POST /accounts/sync', () => {
  it('syncs by every connection, that of the deployment among them', async () => {
    const { app, store, syncs } = apiFixture();

    const answer = await app.request('/accounts/sync', post({ dry_run: true, tags: true }));

    expect([answer.status, await answer.json()]).toEqual([200, SYNCED]);
    expect(syncs.asked).toEqual([{ dry_run: true, tags: true }]);
    expect(await store.get('connections', { connection_id: 'aws' })).toMatchObject({ provider: 'aws' });
  });

  it('needs no body', async () => {
    const { app, syncs } = apiFixture();

    expect((await app.request('/accounts/sync', { method: 'POST' })).status).toBe(200);
    expect(syncs.asked).toEqual([{}]);
  });

  it('overlooks no body of another kind', async () => {
    const { app, syncs } = apiFixture();
    const request = { method: 'POST', body: '{"dry_run":true}', headers: { 'content-type': 'text/plain' } };

    expect((await app.request('/accounts/sync', request)).status).toBe(415);
    expect(syncs.asked).toEqual([]);
  });

  it.each(['GET', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS', 'PUT'])('is no account: %s is refused', async (method) => {
    const { app } = apiFixture();

    const answer = await app.request('/accounts/sync', {
      ...post({ enabled: false }),
      method,
      ...(/GET|HEAD/.test(method) && { body: null }),
    });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('tells that a sync which takes longer goes on', async () => {
    const { app, syncs } = apiFixture();
    syncs.done = undefined;

    const answer = await app.request('/accounts/sync', post({}));

    expect([answer.status, await answer.json()]).toEqual([202, { running: true, message: expect.stringContaining('goes on') }]);
  });

  it.each([
    [{ connection_id: 'none' }, 404, 'There is no connection none'],
    [{ dryrun: true }, 400, 'dryrun'],
    [{ connection_id: '../x' }, 400, 'connection_id'],
  ])('refuses %j', async (body, status, text) => {
    const { app, syncs } = apiFixture();

    const answer = await app.request('/accounts/sync', post(body));

    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(syncs.asked).toEqual([]);
  });
});

describe('PATCH /accounts/{account_id}', () => {
  it('makes a disabled account one that a person has disabled', async () => {
    const { app, store } = apiFixture();
    const row = { account_id: 'aws:000000000001', connection_id: 'aws', name: 'a', status: 'ok', created_at: '2026-11-21T14:30:22.000Z' };
    await store.put('accounts', { ...row, enabled: false, disabled_by: 'sync', disabled_reason: 'It left.' });

    await app.request('/accounts/aws%3A000000000001', { ...post({ enabled: false }), method: 'PATCH' });

    expect(await store.get('accounts', { account_id: row.account_id })).toEqual({ ...row, enabled: false });
  });
});
