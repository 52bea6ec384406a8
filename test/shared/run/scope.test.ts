import { describe, expect, it } from '@jest/globals';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { accountsOf, type AskedScope, checkRegions, typesOf } from '../../../shared/run/scope.ts';
import { FakeCloud, NETWORK, TYPES, USER } from '../../support/fake-cloud.ts';
import { accountId, loginTo, visible } from './support.ts';

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
  const logins = [loginTo(cloud, [visible(1)])];
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

describe('the accounts of a run', () => {
  it('are all that the logins can see, each through the first login that can see it', async () => {
    const first = loginTo(cloud, [visible(2)], {}, 'first');
    const second = loginTo(cloud, [visible(1), visible(2)], {}, 'second');

    const accounts = await accountsOf(asked(), [first, second], ignoreNotes);

    expect(accounts.map(({ account, login }) => [account.account_id, login.connection.name])).toEqual([
      [accountId(1), 'second'],
      [accountId(2), 'first'],
    ]);
  });

  it('are the named ones, each once, also if they are named by bare ids', async () => {
    const accounts = await accountsOf(
      asked({ accounts: ['222222222222', 'aws:222222222222'] }),
      [loginTo(cloud, [visible(1), visible(2)])],
      ignoreNotes,
    );

    expect(accounts.map(({ account }) => account.account_id)).toEqual([accountId(2)]);
  });

  it('are refused if no login can see them', async () => {
    const login = loginTo(cloud, [visible(1), visible(2)]);

    await expect(accountsOf(asked({ accounts: ['222222222221'] }), [login], ignoreNotes)).rejects.toThrow(
      'The account aws:222222222221 is not among those that the login can see: aws:111111111111, aws:222222222222. Did you mean aws:222222222222?',
    );
  });

  it('are refused if the login cannot read them, for the reason that the provider gives', async () => {
    const reason = 'the login leads nowhere else: give it a wider scope';
    const login = loginTo(cloud, [visible(1)], { others: [{ ...visible(2), reason }] });

    await expect(accountsOf(asked({ accounts: [accountId(2)] }), [login], ignoreNotes)).rejects.toThrow(
      `The account ${accountId(2)} is known, but ${reason}.`,
    );
  });

  it("come with the login's note about accounts that it cannot read, unless they are named", async () => {
    const notes: string[] = [];
    const login = loginTo(cloud, [visible(1)], { note: 'There are more.' });

    await accountsOf(asked(), [login], (note) => notes.push(note));
    await accountsOf(asked({ accounts: [accountId(1)] }), [login], (note) => notes.push(note));

    expect(notes).toEqual(['There are more.']);
  });
});
