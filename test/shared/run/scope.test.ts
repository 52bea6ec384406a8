import { describe, expect, it } from '@jest/globals';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { accountsOf, type AskedScope, checkRegions, typesOf, withTags } from '../../../shared/run/scope.ts';
import { FakeCloud, NETWORK, TYPES, USER } from '../../support/fake-cloud.ts';
import { NotLoggedIn } from '../../../shared/clouds/login.ts';
import type { Overview, SeenConnection } from '../../../shared/connections/subscription-agent.ts';
import { accountId, seenBy, visible } from './support.ts';

const asked = (scope: Partial<AskedScope> = {}): AskedScope => ({
  accounts: undefined,
  services: undefined,
  types: undefined,
  regions: undefined,
  ...scope,
});
const cloud = new FakeCloud();
const ignoreNotes = (): void => undefined;

describe('the types of a run', () => {
  it.each([
    ['all registered ones by default', {}, [NETWORK, USER]],
    ['those of a service', { services: ['iam'] }, [USER]],
    ['those of a service that is named with its provider', { services: ['aws.iam', 'iam'] }, [USER]],
    ['those that are named', { types: ['AWS::EC2::VPC'] }, [NETWORK]],
    ['the named ones that belong to the named services', { types: ['AWS::EC2::VPC', 'AWS::IAM::User'], services: ['ec2'] }, [NETWORK]],
    ['global ones if global is among the regions', { types: ['AWS::IAM::User'], regions: ['global'] }, [USER]],
  ])('are %s', (_, scope, types) => {
    expect(typesOf(asked(scope), TYPES)).toEqual(types);
  });

  it.each([
    [{ types: ['VPC'] }, 'There is no type "VPC"; there are AWS::EC2::VPC, AWS::IAM::User. Did you mean AWS::EC2::VPC?'],
    [{ services: ['ec3'] }, 'services: there is no service "ec3"; there are aws.ec2, aws.iam. Did you mean ec2?'],
    [
      { types: ['AWS::EC2::VPC'], services: ['iam'] },
      'None of the types AWS::EC2::VPC belongs to the services iam; name types of these services.',
    ],
    [
      { types: ['AWS::IAM::User'], regions: ['eu-west-1'] },
      'Global types (AWS::IAM::User) are in no region: add global to the regions, or leave the regions out.',
    ],
    [
      { types: ['AWS::IAM::User', 'AWS::EC2::VPC'], regions: ['eu-west-1'] },
      'Global types (AWS::IAM::User) are in no region: add global to the regions, or leave the regions out.',
    ],
    [{ types: ['AWS::EC2::VPC'], regions: ['global'] }, 'None of the types to read is global: name the regions to read.'],
  ])('are refused in one sentence: %j', (scope, message) => {
    expect(() => typesOf(asked(scope), TYPES)).toThrow(message);
  });
});

describe('the services of several providers', () => {
  const azureNetwork: ResourceType = { ...NETWORK, provider: 'azure', type: 'Microsoft.Network/virtualNetworks' };
  const types = [...TYPES, azureNetwork];

  it('go by their short names where only one provider has them, and by their full ones always', () => {
    expect(typesOf(asked({ services: ['iam'] }), types)).toEqual([USER]);
    expect(typesOf(asked({ services: ['azure.ec2'] }), types)).toEqual([azureNetwork]);
    expect(typesOf(asked({ services: ['aws.ec2'] }), types)).toEqual([NETWORK]);
  });

  it('are refused by a short name that two providers have', () => {
    expect(() => typesOf(asked({ services: ['ec2'] }), types)).toThrow('services: "ec2" could be aws.ec2 or azure.ec2; write one of them.');
  });
});

describe('the regions of a run', () => {
  const logins = [seenBy(cloud, [visible(1)]).login];
  const providers = [
    { id: 'aws', regions: ['ap-south-1', 'eu-west-1', 'us-east-1'] },
    { id: 'azure', regions: ['westeurope'] },
  ] as const;

  it('may be those that a login knows, global, and those that only other accounts may have enabled', async () => {
    await expect(checkRegions(asked({ regions: ['eu-west-1', 'ap-south-1', 'global'] }), logins, providers)).resolves.toBeUndefined();
  });

  it('may not be those of a provider that no login is for', async () => {
    await expect(checkRegions(asked({ regions: ['westeurope'] }), logins, providers)).rejects.toThrow('There is no region "westeurope"');
  });

  it('are refused with the nearest name if they do not exist', async () => {
    await expect(checkRegions(asked({ regions: ['eu-west-2'] }), logins, providers)).rejects.toThrow(
      'There is no region "eu-west-2"; there are global, eu-west-1, us-east-1. Did you mean eu-west-1?',
    );
  });
});

const over = (...seen: readonly SeenConnection[]): Overview => ({ seen, failed: [] });

describe('the accounts of a run', () => {
  it('are all that the logins can see, and those that two of them see are read through the first, which a note says', async () => {
    const notes: string[] = [];
    const overview = over(seenBy(cloud, [visible(2)], {}, 'first'), seenBy(cloud, [visible(1), visible(2)], {}, 'second'));

    const accounts = accountsOf(asked(), overview, (note) => notes.push(note));

    expect(accounts.map(({ account_id, connection_id }) => [account_id, connection_id])).toEqual([
      [accountId(1), 'second'],
      [accountId(2), 'first'],
    ]);
    expect(notes).toEqual([
      `Two connections see the same accounts (${accountId(2)}), first and second: Muster reads them through first. Give each account to one connection only.`,
    ]);
  });

  it('say nothing of accounts that two connections see if others are named', () => {
    const notes: string[] = [];
    const overview = over(seenBy(cloud, [visible(2)], {}, 'first'), seenBy(cloud, [visible(1), visible(2)], {}, 'second'));

    accountsOf(asked({ accounts: [accountId(1)] }), overview, (note) => notes.push(note));

    expect(notes).toEqual([]);
  });

  it('are the named ones, each once, also if they are named by bare ids', () => {
    const accounts = accountsOf(
      asked({ accounts: ['222222222222', 'aws:222222222222'] }),
      over(seenBy(cloud, [visible(1), visible(2)])),
      ignoreNotes,
    );

    expect(accounts.map(({ account_id }) => account_id)).toEqual([accountId(2)]);
  });

  it('are refused if no login can see them', () => {
    const overview = over(seenBy(cloud, [visible(1), visible(2)]));

    expect(() => accountsOf(asked({ accounts: ['222222222221'] }), overview, ignoreNotes)).toThrow(
      'The account aws:222222222221 is not among those that the login can see: aws:111111111111, aws:222222222222. Did you mean aws:222222222222?',
    );
  });

  it('are refused with the reason of a connection that failed, which may have seen them', () => {
    const error = new NotLoggedIn('Not logged in to AWS with the connection b: the credentials have expired.');
    const failed = [{ connection: { connection_id: 'b', provider: 'aws', settings: {} }, error }] as const;

    expect(() => accountsOf(asked({ accounts: [accountId(2)] }), { ...over(seenBy(cloud, [visible(1)])), failed }, ignoreNotes)).toThrow(
      `The account ${accountId(2)} is not among those that the login can see: ${accountId(1)}. ${error.message}`,
    );
  });

  it('are refused if the login cannot read them, for the reason that the provider gives', () => {
    const reason = 'the login leads nowhere else: give it a wider scope';
    const overview = over(seenBy(cloud, [visible(1)], { others: [{ ...visible(2), reason }] }));

    expect(() => accountsOf(asked({ accounts: [accountId(2)] }), overview, ignoreNotes)).toThrow(
      `The account ${accountId(2)} is known, but ${reason}.`,
    );
  });

  it("come with the login's note about accounts that it cannot read, unless they are named", () => {
    const notes: string[] = [];
    const overview = over(seenBy(cloud, [visible(1)], { note: 'There are more.' }));

    accountsOf(asked(), overview, (note) => notes.push(note));
    accountsOf(asked({ accounts: [accountId(1)] }), overview, (note) => notes.push(note));

    expect(notes).toEqual(['There are more.']);
  });

  it('name the connection in a note if there are several, and say nothing of one that sees none, which is among those that failed', () => {
    const notes: string[] = [];
    const overview = over(
      seenBy(cloud, [visible(1)], { note: 'There are more.' }, 'first'),
      seenBy(cloud, [], { note: 'There is none.' }, 'contoso'),
    );

    const accounts = accountsOf(asked(), overview, (note) => notes.push(note));

    expect(accounts).toHaveLength(1);
    expect(notes).toEqual(['The connection first: There are more.']);
  });

  const prod = { ...visible(1), name: 'web', organizational_unit: 'Prod/Web', tags: { team: 'a' } };
  const lab = { ...visible(2), name: 'lab', organizational_unit: 'Lab' };
  const secret = { ...visible(3), name: 'hidden', organizational_unit: 'Prod', reason: 'the login names no role to assume there' };
  const units = over(seenBy(cloud, [prod, lab], { others: [secret] }, 'acme'));

  it.each([
    [['unit:/Root/Prod/*'], [1]],
    [['tag:team'], [1]],
    [['name:*a*'], [2]],
    [['connection:acme'], [1, 2]],
    [
      ['name:lab', accountId(1)],
      [1, 2],
    ],
  ])('are those that selectors select: %j', (accounts, digits) => {
    expect(accountsOf(asked({ accounts }), units, ignoreNotes).map(({ account_id }) => account_id)).toEqual(digits.map(accountId));
  });

  it('come with a note about those that are selected and cannot be read', () => {
    const notes: string[] = [];
    accountsOf(asked({ accounts: ['unit:/Root/Prod/*'] }), units, (note) => notes.push(note));

    expect(notes).toEqual([
      `"unit:/Root/Prod/*" also selects an account that is not read, such as ${accountId(3)}: the login names no role to assume there.`,
    ]);
  });

  it.each([
    ['name:wed', '"name:wed" selects no account that the login can see. Did you mean name:web?'],
    ['tag:team=b', '"tag:team=b" selects no account that the login can see (the tags of 1 are not known). Did you mean tag:team=a?'],
    [
      'unit:/Root/Prod',
      `"unit:/Root/Prod" selects only accounts that cannot be read: ${accountId(3)}: the login names no role to assume there.`,
    ],
  ])('are refused if a selector selects none: %s', (selector, message) => {
    expect(() => accountsOf(asked({ accounts: [selector] }), units, ignoreNotes)).toThrow(message);
  });

  it('have the tags that a cloud answers one account at a time, if a selector asks for them', async () => {
    const seen = seenBy(cloud, [visible(1), visible(2)]);
    const asks: string[] = [];
    const tags = (id: string) => {
      asks.push(id);
      return Promise.resolve({ team: id === accountId(1) ? 'a' : 'b' });
    };
    const overview = over({ ...seen, login: { ...seen.login, directory: { ...seen.login.directory, tags } } });

    expect(await withTags(asked({ accounts: ['name:x'] }), overview)).toBe(overview);
    const scope = asked({ accounts: ['tag:team=b'] });
    expect(accountsOf(scope, await withTags(scope, overview), ignoreNotes).map(({ account_id }) => account_id)).toEqual([accountId(2)]);
    expect(asks).toEqual([accountId(1), accountId(2)]);
  });
});
