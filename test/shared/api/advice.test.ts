/** Errors say what to do about them to those callers alone who may do it. */
import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Role, type Scope } from '../../../shared/access/principal.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { accountRow, apiFixture } from '../../support/api-fixture.ts';

const LAB = parseAccountId('aws:000000000003');
const LIMITED: Scope = { kind: 'limited', accounts: new Set([LAB]) };

async function detail(role: Role, scope: Scope, path: string, body?: object): Promise<unknown> {
  const caller = { id: 'https://login.example.com#dana', name: 'dana', role, scope };
  const { app, store } = apiFixture(undefined, undefined, () => Promise.resolve(caller));
  await store.put('accounts', accountRow({ account_id: LAB, name: 'lab', enabled: false }));
  const answer = await app.request(path, {
    ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return ((await answer.json()) as { readonly detail?: unknown }).detail;
}

const JOB = { operation: 'inventory', service: 's3' };

describe('an error that an administrator can put right', () => {
  it.each([
    ['/accounts/aws:000000000009', undefined, 'No account aws:000000000009 is registered.', 'POST /accounts registers it.'],
    [
      '/findings?account_id=aws:000000000009',
      undefined,
      'account_id: the account aws:000000000009 is not registered. Did you mean aws:000000000003?',
      'Register it with "muster accounts add aws:000000000009".',
    ],
    [
      '/jobs',
      { ...JOB, accounts: [LAB] },
      'accounts: the account aws:000000000003 is disabled.',
      'Enable it with "muster accounts enable aws:000000000003".',
    ],
    [
      '/jobs',
      { ...JOB, accounts: ['name:lab'] },
      'accounts: "name:lab" selects only accounts that are disabled (1).',
      'Enable one with "muster accounts enable".',
    ],
    [
      '/resources?account_id=tag:team=payments',
      undefined,
      'account_id: "tag:team=payments" selects no account (the tags of 1 are not known); "muster accounts list --wide" shows the accounts.',
      '"muster accounts sync --tags" reads what is not known.',
    ],
  ])('is told with advice to one alone: %s %j', async (path, body, plain, advice) => {
    expect(await detail('admin', EVERYTHING, path, body)).toBe(`${plain} ${advice}`);
    expect(await detail('operator', EVERYTHING, path, body)).toBe(plain);
    expect(await detail('operator', LIMITED, path, body)).toBe(plain);
    // An administrator of some accounts cannot register others.
    expect(await detail('admin', LIMITED, path, body)).toBe(plain);
  });
});

describe('an error that an operator can put right', () => {
  it('is told with advice to operators, and to viewers without', async () => {
    const query = { sql: 'SELECT 1' };
    const plain = 'There is no nightly export yet, and queries read the newest one; wait for the night.';

    expect(await detail('operator', EVERYTHING, '/queries', query)).toBe(
      `${plain} Or make one with "muster exports run" or a job of the operation export.`,
    );
    expect(await detail('viewer', EVERYTHING, '/queries', query)).toBe(plain);
  });
});
