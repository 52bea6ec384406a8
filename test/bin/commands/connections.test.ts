import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONNECTION_KINDS, CONNECTION_SETTINGS } from '../../../bin/commands/connection-kinds.ts';
import { PROVIDER_FACTS } from '../../../shared/provider-facts.ts';
import { account as accountId, accountRow } from '../../support/api-fixture.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);

describe('muster connections', () => {
  it('adds a connection, changes one setting of it and lists it', async () => {
    const added = await muster('connections', 'add', 'aws-organization', 'acquired', '--role-name', 'their-role', '--external-id', 'id-1');
    const changed = await muster('connections', 'update', 'acquired', '--external-id', 'id-2', '--name', 'Acquired', '--json');
    const listed = await muster('connections', 'list', '--json');

    expect(added.code).toBe(0);
    expect(changed.lines).toMatchObject([{ name: 'Acquired', settings: { role_name: 'their-role', external_id: 'id-2' } }]);
    expect(new Set(listed.lines.map(({ connection_id }) => connection_id))).toEqual(new Set(['acquired', 'aws']));
  });

  it('refuses a role that the deployment may not assume, a change of nothing and a connection that is missing', async () => {
    await muster('connections', 'add', 'aws-organization', 'acquired');

    const role = await muster('connections', 'update', 'acquired', '--role-name', 'Auditor');
    const nothing = await muster('connections', 'update', 'acquired');
    const missing = await muster('connections', 'update', 'none', '--external-id', 'id-1');

    expect(role.err).toMatch(/may not assume roles of the name "Auditor"; allowed are muster-read, their-role\./);
    expect(nothing.err).toMatch(/Nothing to change: give --name, a setting, or --unset/);
    expect(missing.err).toMatch(/There is no connection none; "muster connections list" lists them\./);
    expect([role.code, nothing.code, missing.code].every((code) => code !== 0)).toBe(true);
  });

  it('are removed when no account uses them, and accounts are removed from them', async () => {
    const { account_id } = accountRow();
    await line.fixture.store.put('accounts', accountRow({ connection_id: 'acquired' }));
    await muster('connections', 'add', 'aws-organization', 'acquired');

    const used = await muster('connections', 'remove', 'acquired');
    const account = await muster('accounts', 'remove', String(account_id));
    const unused = await muster('connections', 'remove', 'acquired');
    const again = await muster('accounts', 'remove', String(account_id));
    const none = await muster('connections', 'remove', 'acquired');

    expect(used.err).toContain('The connection acquired is used by one account (aws:000000000001): move them to another connection');
    expect(account.out).toBe('1 account removed.\n');
    expect(unused.out).toBe('1 connection removed.\n');
    expect(again.err).toContain('No account aws:000000000001 is registered.');
    expect(none.err).toContain('There is no connection acquired');
    expect([used, again, none].every(({ code }) => code !== 0)).toBe(true);
  });

  it('take accounts from each other', async () => {
    const { account_id } = accountRow();
    await line.fixture.store.put('accounts', accountRow());
    await muster('connections', 'add', 'aws-organization', 'acquired');

    const moved = await muster('accounts', 'move', String(account_id), '--connection', 'acquired');

    expect(moved.out).toBe('1 account moved to acquired.\n');
    expect(await line.fixture.store.get('accounts', { account_id })).toMatchObject({ connection_id: 'acquired' });
  });

  it('adds each kind with the settings that it takes, shows it, and takes settings out', async () => {
    const organizationRole = 'arn:aws:iam::111122223333:role/muster-read';
    const settings = ['--role-name', 'their-role', '--organization-role', organizationRole];
    const organization = await muster('connections', 'add', 'aws-organization', 'acquired', ...settings, '--json');
    const single = await muster('connections', 'add', 'aws-account', 'lab', '--account', '111122223333', '--json');
    const none = await muster('connections', 'add', 'aws-account', 'lab');
    const foreign = await muster('connections', 'add', 'aws-account', 'lab', '--account', '1', '--organization-role', 'x');
    const updated = await muster('connections', 'update', 'acquired', '--unset', 'organization_role', '--external-id', 'id-1');
    const wrong = await muster('connections', 'update', 'acquired', '--unset', 'organization_role');
    const shown = await muster('connections', 'show', 'acquired', '--json');
    const missing = await muster('connections', 'show', 'none');

    expect(organization.lines).toMatchObject([
      { provider: 'aws', settings: { role_name: 'their-role', organization_role: organizationRole } },
    ]);
    expect(single.lines).toMatchObject([{ connection_id: 'lab', settings: { account: '111122223333' } }]);
    expect(none.err).toContain("required option '--account <text>'");
    expect(foreign.err).toContain("unknown option '--organization-role'");
    expect(updated.code).toBe(0);
    expect(wrong.err).toContain('--unset: the connection acquired has no setting "organization_role"; it has role_name, external_id.');
    expect(shown.lines).toMatchObject([{ settings: { role_name: 'their-role', external_id: 'id-1' } }]);
    expect(missing.err).toContain('There is no connection none');
    expect([none, foreign, wrong, missing].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  });

  it('refuses a secret before it leaves this machine, in a sentence that does not repeat it', async () => {
    const key = '-----BEGIN PRIVATE KEY-----planted';

    const added = await muster('connections', 'add', 'aws-organization', 'acquired', '--external-id', key);
    await muster('connections', 'add', 'aws-organization', 'acquired');
    const updated = await muster('connections', 'update', 'acquired', '--external-id', key);
    const named = await muster('connections', 'update', 'acquired', '--name', key);

    for (const { code, err } of [added, updated]) {
      expect(code).toBe(2);
      expect(err).toMatch(/^muster: --external-id: this looks like a secret, which a connection never holds; [^\n]*\n$/);
    }
    expect(named.err).toMatch(/name: This looks like a credential/);
    expect([added, updated, named].map(({ err }) => err).join('')).not.toContain('planted');
    expect(await line.fixture.store.get('connections', { connection_id: 'acquired' })).toMatchObject({ name: 'acquired', settings: {} });
  });

  it('adds an Azure tenant, whose secret is a reference and is refused as a value', async () => {
    const ids = ['--tenant-id', '00000000-0000-0000-0000-000000000001', '--client-id', '00000000-0000-0000-0000-000000000002'];
    const reference = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:muster/contoso';

    const federated = await muster('connections', 'add', 'azure-tenant', 'contoso', ...ids, '--json');
    const secret = await muster('connections', 'add', 'azure-tenant', 'fabrikam', ...ids, '--client-secret', reference, '--json');
    const value = await muster('connections', 'add', 'azure-tenant', 'other', ...ids, '--client-secret', '8Q~planted');
    const variable = await muster('connections', 'add', 'azure-tenant', 'other', ...ids, '--client-secret', 'env:SECRET');

    expect(federated.lines).toMatchObject([{ provider: 'azure', settings: { tenant_id: ids[1], client_id: ids[3] } }]);
    expect(secret.lines).toMatchObject([{ settings: { client_secret: reference } }]);
    expect(value).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^muster: --client-secret: write where the secret is and not the secret/),
    });
    expect(value.err).not.toContain('planted');
    expect(variable).toMatchObject({ code: 2, err: expect.stringContaining('reads no secret from a variable of its environment') });
    expect(await line.fixture.store.get('connections', { connection_id: 'other' })).toBeUndefined();
  });

  it.each([
    ['ok', 0],
    ['incomplete', 3],
    ['unreachable', 4],
    ['failed', 5],
  ] as const)('checks connections, and ends with a code for one that is %s', async (status, code) => {
    const problems = [
      { account_id: accountId('2'), permission: 'sts:AssumeRole', message: 'The role could not be assumed.' },
      { message: 'Something else.' },
    ];
    line.fixture.checks.found = { status, problems, missing_permissions: ['sts:AssumeRole'], notes: ['It sees no organization.'] };

    const people = await muster('connections', 'check', 'aws');
    const program = await muster('connections', 'check', 'aws', '--json');
    const missing = await muster('connections', 'check', 'none');

    expect(people.code).toBe(code);
    expect(people.out + people.err).toMatch(
      /aws:000000000002: The role could not be assumed\.\nSomething else\.\nIt sees no organization\.\n/,
    );
    expect(program).toMatchObject({ code, lines: [{ connection_id: 'aws', status, problems }] });
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('There is no connection none') });
    expect(line.fixture.checks.asked).toEqual(['aws', 'aws']);
  });

  it('ends with the code of the worst of several checks', async () => {
    line.fixture.checks.found = { status: 'failed' };
    const asked = line.fixture.checks;
    const push = asked.asked.push.bind(asked.asked);
    // The second check finds no fault.
    asked.asked.push = (...ids) => ((asked.found = { status: asked.asked.length === 0 ? 'failed' : 'ok' }), push(...ids));
    await muster('connections', 'add', 'aws-organization', 'acquired');

    expect((await muster('connections', 'check', 'aws', 'acquired')).code).toBe(5);
  });
});

describe('the kinds of connections', () => {
  it('are there for each provider', () => {
    expect(new Set(CONNECTION_KINDS.map(({ provider }) => provider))).toEqual(new Set(PROVIDER_FACTS.map(({ id }) => id)));
  });

  it.each(CONNECTION_KINDS)('$name takes settings of its provider, and all that it requires', ({ provider, schema, takes, requires }) => {
    expect(schema).toBe(PROVIDER_FACTS.find(({ id }) => id === provider)?.loginSchema);
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...takes]));
    expect(takes).toEqual(expect.arrayContaining([...requires]));
  });

  it('say of each setting in a few words what it is', () => {
    for (const [name, help] of CONNECTION_SETTINGS) expect([name, help]).toEqual([name, expect.not.stringMatching(/^the setting /)]);
  });
});
