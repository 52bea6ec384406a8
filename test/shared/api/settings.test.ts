import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Principal, type Role } from '../../../shared/access/principal.ts';
import { account, apiFixture } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

const settingsFor = async (role: Role, scope: Principal['scope'], tokens?: Parameters<typeof apiFixture>[3]) => {
  const { app } = apiFixture(undefined, undefined, () => Promise.resolve({ id: 'dana', name: 'dana', role, scope }), tokens);
  return await send(app, '/settings');
};

describe('the settings of a deployment', () => {
  it('say when what runs, what is kept how long, and what is told to whom', async () => {
    const { status, body } = await settingsFor('viewer', EVERYTHING);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: '0.1.0',
      schedules: [
        { name: 'nightly', expression: 'cron(0 2 * * ? *)', words: 'every day at 02:00 UTC' },
        { name: 'poll', expression: 'rate(1 minute)', words: 'every minute' },
      ],
      nightly_accounts: '*',
      account_sync: 'nightly',
      job_deadline_hours: 6,
      event_severity: 'high',
    });
    expect(body['retention']).toEqual(
      expect.arrayContaining([
        { what: 'exports', days: 400 },
        { what: 'audit', days: 400 },
        { what: 'logs', days: 30 },
      ]),
    );
    expect(body['integrations']).toEqual([
      { name: 'sign_in', on: false },
      { name: 'events_topic', on: true, target: 'arn:aws:sns:eu-west-1:000000000000:events' },
      { name: 'event_bus', on: false },
      { name: 'alarm_email', on: true },
      { name: 'notifications_rpc', on: true },
    ]);
  });

  it('name the issuer, if there is one', async () => {
    const claims = { role: 'r', roles: {}, accounts: 'a', customer_id: 'c', name: ['n'] };
    const tokens = { issuer: 'https://login.example.com', audiences: ['muster'], scopes: 'openid', claims };
    const { body } = await settingsFor('viewer', EVERYTHING, tokens);

    expect(body['integrations']).toContainEqual({ name: 'sign_in', on: true, target: 'https://login.example.com' });
  });

  it.each(['viewer', 'operator', 'admin'] as const)('are not for the %s of a part', async (role) => {
    const { status, body } = await settingsFor(role, { kind: 'limited', accounts: new Set([account('1')]) });

    expect(status).toBe(403);
    expect(body['detail']).toBe('The settings concern every account; you may see a part only.');
  });
});
