import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { account, accountRow, putResources, resourceRow, TIME } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
let store: MemoryStore;
let ann: string;
let bob: string;

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);
const add = async (name: string, email: string): Promise<string> =>
  String((await muster('customers', 'add', name, '--email', email, '--json')).lines[0]?.['customer_id']);
const VPC = 'aws:000000000002@AWS::EC2::VPC@eu-west-1@vpc-4';
const GONE = 'aws:000000000002@AWS::EC2::VPC@eu-west-1@vpc-9';

beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(async () => {
  store = new MemoryStore();
  line.reset(store);
  for (const digits of ['1', '2']) await store.put('accounts', accountRow({ account_id: account(digits) }));
  const second = { account_id: account('2') };
  await putResources(store, [
    resourceRow({}, { name: 'web' }),
    resourceRow({ ...second, resource_id: 'vpc-4' }),
    resourceRow({ ...second, resource_id: 'vpc-5' }, { name: 'twin' }),
    resourceRow({ ...second, resource_id: 'vpc-6' }, { name: 'twin' }),
    resourceRow({ ...second, resource_id: 'vpc-9' }, { is_last: 0, deleted_at: TIME }),
  ]);
  ann = await add('Ann', 'ann@a.example');
  bob = await add('Bob', 'bob@a.example');
});

describe('muster customers', () => {
  it('adds, lists, shows, changes and removes customers', async () => {
    expect((await muster('customers', 'list', '--json')).lines).toMatchObject([
      { customer_id: ann, name: 'Ann', email: 'ann@a.example', version: 1 },
      { customer_id: bob },
    ]);
    expect((await muster('customers', 'list', '--limit', '1', '--json')).lines).toMatchObject([{ customer_id: ann }]);
    expect((await muster('customers', 'show', ann)).out).toMatch(/name +Ann\nemail +ann@a\.example\nadded +2026-.*\nid +cus_/);

    const changed = await muster('customers', 'update', ann, '--name', 'Anna', '--email', 'anna@a.example', '--json');
    expect(changed.lines).toMatchObject([{ customer_id: ann, name: 'Anna', email: 'anna@a.example', version: 2 }]);

    for (const id of [ann, bob]) expect(await muster('customers', 'remove', id)).toMatchObject({ code: 0, out: `Removed: ${id}\n` });
    expect(await muster('customers', 'list')).toMatchObject({ code: 0, out: 'There is no customer.\n' });
  });

  it('gives and takes back whole accounts and single resources', async () => {
    const whole = await muster('customers', 'assign', ann, '--account', '000000000001');
    const single = await muster('customers', 'assign', ann, '--resource', 'vpc-4');
    expect([whole.out, single.out]).toEqual([expect.stringMatching(/what +aws:000000000001\n/), expect.stringContaining(`${VPC}\n`)]);
    expect((await muster('customers', 'resources', ann)).out.split('\n').map((row) => row.split(/ {2,}/))).toEqual([
      ['name', 'type', 'through', 'state', 'id'],
      ['web', 'AWS::EC2::VPC', 'account', 'in use', 'aws:000000000001@AWS::EC2::VPC@eu-west-1@vpc-1'],
      ['vpc-4', 'AWS::EC2::VPC', 'resource', 'in use', VPC],
      [''],
    ]);
    expect((await muster('resources', 'list', '--available', '--json')).lines).toMatchObject([{ name: 'twin' }, { name: 'twin' }]);

    expect((await muster('customers', 'assign', bob, '--resource', VPC, '--transfer', '--json')).lines).toMatchObject([
      { customer_id: bob, resource_id: VPC },
    ]);
    expect((await muster('customers', 'release', bob, '--resource', VPC)).out).toBe(`Released: ${VPC}\n`);
    expect((await muster('customers', 'release', ann, '--account', '000000000001', '--json')).lines).toEqual([
      { customer_id: ann, released: '000000000001' },
    ]);
    for (const id of [ann, bob]) expect((await muster('customers', 'resources', id)).out).toBe('The customer owns nothing.\n');
  });

  it('removes a customer who owns something only with what it owns', async () => {
    await muster('customers', 'assign', ann, '--account', '000000000001');

    const refused = await muster('customers', 'remove', ann);
    const removed = await muster('customers', 'remove', ann, '--release', '--json');

    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('--release');
    expect(removed).toMatchObject({ code: 0, lines: [{ customer_id: ann, removed: true }] });
    expect([...store.rows('customer_resources')]).toEqual([]);
  });

  it.each([
    [['add', 'Ann again', '--email', 'ANN@a.example'], /^muster: --email: the customer cus_\S+ has this e-mail address; /],
    [['add', '', '--email', 'x@a.example'], /^muster: name: empty/],
    [['add', 'x'.repeat(300), '--email', 'x@a.example'], /^muster: name: too long; give at most 200 characters/],
    [['add', 'x\u001B[31m', '--email', 'x@a.example'], /^muster: name: .* control characters/],
    [['add', 'x', '--email', 'nonsense'], /^muster: --email: .*e-mail address; write one such as/],
    [['add', 'x'], /--email <address>' not specified/],
    [['show', 'cus_no'], /^muster: There is no customer "cus_no"; "muster customers list" lists them\./],
    [['show', ''], /^muster: Nothing is called ""; /],
    [['show', '..'], /^muster: Nothing is called "\.\."; /],
    [['resources', 'cus_no'], /There is no customer "cus_no"/],
    [['remove', 'cus_no'], /There is no customer "cus_no"/],
    [['update', 'cus_no', '--name', 'x'], /There is no customer "cus_no"/],
    [['update', 'ANN'], /^muster: Give at least one of --name and --email/],
    [['update', 'ANN', '--name', ''], /^muster: --name: empty/],
    [['update', 'ANN', '--email', 'bob@a.example'], /^muster: --email: the customer cus_\S+ has this e-mail address/],
    [['assign', 'ANN'], /^muster: Give either --account or --resource/],
    [['assign', 'ANN', '--account', 'aws:000000000001', '--resource', 'web'], /^muster: Give either --account or --resource/],
    [['assign', 'ANN', '--account', 'x'], /^muster: --account: "x" is not an account id/],
    [['assign', 'ANN', '--account', ''], /^muster: Nothing is called ""/],
    [['assign', 'ANN', '--account', '000000000009'], /^muster: No account aws:000000000009 is registered\. "muster accounts add"/],
    [['assign', 'ANN', '--account', 'registered:muster'], /^muster: The account registered:muster holds .*; assign those one by one/],
    [['assign', 'ANN', '--resource', ''], /^muster: No resource is called ""/],
    [['assign', 'ANN', '--resource', 'nowhere'], /^muster: No resource is called "nowhere"/],
    [['assign', 'ANN', '--resource', 'twin'], /^muster: "twin" names several resources: \S+@vpc-5, \S+@vpc-6; give one of these ids\.$/m],
    [['assign', 'ANN', '--resource', GONE], /^muster: --resource: .*vpc-9 was deleted; "muster resources list --available" lists/],
    [['assign', 'cus_no', '--resource', VPC], /There is no customer "cus_no"/],
    [['release', 'ANN'], /^muster: Give either --account or --resource/],
    [['release', 'ANN', '--resource', 'vpc-4'], /^muster: --resource: not the id of a resource; /],
    [
      ['release', 'ANN', '--resource', VPC],
      /vpc-4 is not assigned to the customer cus_\S+; "muster customers resources cus_\S+" lists what is\./,
    ],
    [['release', 'ANN', '--account', '000000000001'], /The account aws:000000000001 is not assigned to the customer/],
  ])('refuses %j in one sentence, and writes nothing', async (args, message) => {
    const before = [...store.rows('customers')];
    const { code, out, err } = await muster('customers', ...args.map((each) => (each === 'ANN' ? ann : each)));

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect([...store.rows('customers')]).toEqual(before);
    expect([...store.rows('customer_resources')]).toEqual([]);
  });

  it('says whose it is, and how to take it, if another customer owns it', async () => {
    await muster('customers', 'assign', ann, '--account', '000000000001');
    await muster('customers', 'assign', ann, '--resource', VPC);

    const taken = [
      await muster('customers', 'assign', bob, '--account', '000000000001'),
      await muster('customers', 'assign', bob, '--resource', VPC),
    ];
    const inside = await muster('customers', 'assign', bob, '--resource', 'web');

    for (const { code, err } of taken) {
      expect(code).toBe(2);
      expect(err).toMatch(new RegExp(`is assigned to the customer ${ann}; take it back first, or use --transfer\\.\n$`));
    }
    expect(inside.code).toBe(2);
    expect(inside.err).toContain(`which the customer ${ann} owns; take the account back first.`);
  });
});
