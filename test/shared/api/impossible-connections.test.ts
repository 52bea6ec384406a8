/** Connections that can never read an account are refused, as far as ids tell. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../shared/ids.ts';
import { accountRow, apiFixture, TIME } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

const CONTOSO = '11111111-1111-1111-1111-111111111111';
const FABRIKAM = '22222222-2222-2222-2222-222222222222';
const SUBSCRIPTION = parseAccountId('azure:99999999-9999-9999-9999-999999999999');
const TENANCY = 'ocid1.tenancy.oc1..aaaaaaaaaaaaaaaa';
const OTHER_TENANCY = 'ocid1.tenancy.oc1..bbbbbbbbbbbbbbbb';
const CLIENT = { client_id: '33333333-3333-3333-3333-333333333333' };

let fixture: ReturnType<typeof apiFixture>;
const patch = async (path: string, body: object) =>
  (await send(fixture.app, path, { method: 'PATCH', body })) as { status: number; body: { detail?: string } };
const accountPath = (id: string): string => `/accounts/${encodeURIComponent(id)}`;

beforeEach(async () => {
  fixture = apiFixture();
  const row = (connection_id: string, provider: string, settings: object) => ({
    connection_id,
    provider,
    settings,
    name: connection_id,
    created_at: TIME,
  });
  for (const connection of [
    row('contoso', 'azure', { tenant_id: CONTOSO, ...CLIENT }),
    row('contoso-2', 'azure', { tenant_id: CONTOSO, ...CLIENT }),
    row('fabrikam', 'azure', { tenant_id: FABRIKAM, ...CLIENT }),
    row('china', 'azure', { tenant_id: CONTOSO, cloud: 'china', ...CLIENT }),
    row('tenancy', 'oci', { tenancy: TENANCY }),
    row('other-tenancy', 'oci', { tenancy: OTHER_TENANCY }),
    row('one', 'aws', { account: '000000000001' }),
  ])
    await fixture.store.put('connections', connection);
  for (const [account_id, connection_id] of [
    [SUBSCRIPTION, 'contoso'],
    [`azure:tenant/${CONTOSO}`, 'contoso'],
    [`oci:${TENANCY}`, 'tenancy'],
    ['000000000001', 'aws'],
    ['000000000002', 'aws'],
  ] as const)
    await fixture.store.put('accounts', accountRow({ account_id: parseAccountId(account_id), connection_id }));
});

describe('a move', () => {
  it.each([
    [
      SUBSCRIPTION,
      'fabrikam',
      `connection_id: fabrikam cannot read ${SUBSCRIPTION}, which is a subscription of the tenant ${CONTOSO}, and the connection logs in to the tenant ${FABRIKAM}; if it was transferred, remove the account and sync the accounts of that tenant.`,
    ],
    [
      SUBSCRIPTION,
      'china',
      `connection_id: china cannot read ${SUBSCRIPTION}, which is a subscription in the Azure cloud public, and the connection logs in to china.`,
    ],
    [
      SUBSCRIPTION,
      'aws',
      `connection_id: aws logs in to aws and cannot reach ${SUBSCRIPTION}; name a connection of the account's provider.`,
    ],
    [
      `azure:tenant/${CONTOSO}`,
      'fabrikam',
      `connection_id: fabrikam cannot read azure:tenant/${CONTOSO}, which is the directory of another tenant, and the connection logs in to the tenant ${FABRIKAM}.`,
    ],
    [
      `oci:${TENANCY}`,
      'other-tenancy',
      `connection_id: other-tenancy cannot read oci:${TENANCY}, which is not the tenancy ${OTHER_TENANCY}, which the connection is for.`,
    ],
    [
      'aws:000000000002',
      'one',
      'connection_id: one cannot read aws:000000000002, which is not the account 000000000001, which the connection is for.',
    ],
  ])('of %s to %s is refused', async (id, connection_id, detail) => {
    const before = await fixture.store.get('accounts', { account_id: parseAccountId(id) });

    expect(await patch(accountPath(id), { connection_id })).toMatchObject({ status: 400, body: { detail } });
    expect(await fixture.store.get('accounts', { account_id: parseAccountId(id) })).toEqual(before);
  });

  it.each([
    [SUBSCRIPTION, 'contoso-2'],
    [`azure:tenant/${CONTOSO}`, 'contoso-2'],
    ['aws:000000000001', 'one'],
  ])('of %s to %s is made', async (id, connection_id) => {
    expect(await patch(accountPath(id), { connection_id })).toMatchObject({ status: 200, body: { connection_id } });
  });
});

describe('other settings of a connection', () => {
  it('are refused where accounts that use it belong to another tenant or tenancy', async () => {
    const azure = await patch('/connections/contoso', { settings: { tenant_id: FABRIKAM, ...CLIENT } });
    const oci = await patch('/connections/tenancy', { settings: { tenancy: OTHER_TENANCY, auth: 'instance' } });

    expect(azure).toMatchObject({ status: 400 });
    expect(azure.body.detail).toMatch(
      /^settings: the connection contoso could not read an account any more that uses it: azure:.* \(and 1 more\)\. Add another connection/,
    );
    expect(oci.body.detail).toContain(`oci:${TENANCY}, which is not the tenancy ${OTHER_TENANCY}`);
    expect(await fixture.store.get('connections', { connection_id: 'contoso' })).toMatchObject({ settings: { tenant_id: CONTOSO } });
  });

  it('are taken where no account uses it, or its accounts stay within reach', async () => {
    expect(await patch('/connections/fabrikam', { settings: { tenant_id: CONTOSO, ...CLIENT } })).toMatchObject({ status: 200 });
    const settings = { tenant_id: CONTOSO, client_id: '44444444-4444-4444-4444-444444444444' };
    expect(await patch('/connections/contoso', { settings })).toMatchObject({ status: 200 });
  });
});

describe('a registration', () => {
  it('is refused for the directory of another tenant', async () => {
    const body = { accounts: [{ account_id: `azure:tenant/${FABRIKAM}`, connection_id: 'contoso' }] };

    expect((await send(fixture.app, '/accounts', { body })).body.detail).toMatch(
      /^accounts\[0\]\.connection_id: contoso cannot read azure:tenant/,
    );
  });
});
