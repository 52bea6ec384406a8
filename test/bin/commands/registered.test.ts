import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, accountRow, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const SERVER = 'Registered::VirtualMachine';
const VPC = 'aws:000000000001@AWS::EC2::VPC@eu-west-1@vpc-1';
const line = new CommandLine();
let store: MemoryStore;
let folder: string;

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);
/** Registers a server and returns its id. */
const register = async (...options: readonly string[]): Promise<string> =>
  String((await muster('resources', 'register', SERVER, 'web-1', ...options, '--json')).lines[0]?.['id']);
const inFile = (text: string): string => {
  const file = join(folder, 'file.json');
  writeFileSync(file, text);
  return file;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-registered-'));
  await line.open();
});
afterAll(async () => {
  await line.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  store = new MemoryStore();
  line.reset(store);
  await store.put('accounts', accountRow({ account_id: account('1') }));
  await putResources(store, [resourceRow({})]);
});

describe('muster resources register, update and unregister', () => {
  it('register a resource for a customer, change it and delete it', async () => {
    const added = await muster('customers', 'add', 'Ann', '--email', 'ann@a.example', '--json');
    const customer = String(added.lines[0]?.['customer_id']);
    const options = ['--customer', customer, '--region', 'rack-7', '--tag', 'team=payments', 'a=b=c', '--config', '{"cpus": 4}'];
    const id = await register(...options);

    expect((await muster('customers', 'resources', customer, '--json')).lines).toMatchObject([{ id, owned_through: 'resource' }]);
    const first = { name: 'web-1', region: 'rack-7', tags: { team: 'payments', a: 'b=c' }, config: { cpus: 4 } };
    expect(JSON.parse((await muster('resources', 'show', id)).out)).toMatchObject({ type: SERVER, kind: 'virtual_machine', ...first });

    const file = inFile('{"cpus": 8, "disks": [1, 2]}');
    const changed = await muster('resources', 'update', id, '--config', `@${file}`, '--tag', 'team=ops\\,it', '--json');
    const second = { ...first, tags: { team: 'ops,it' }, config: { cpus: 8, disks: [1, 2] } };
    expect(changed.lines).toMatchObject([{ id, version: 2, ...second }]);
    expect(changed.lines[0]?.['tags']).toEqual(second.tags);

    expect((await muster('resources', 'unregister', id)).out).toBe(`Deleted: ${id}\n`);
    expect((await muster('resources', 'changes', id, '--json')).lines.map(({ op }) => op)).toEqual(['add', 'update', 'delete']);
    expect((await muster('customers', 'resources', customer, '--json')).lines).toMatchObject([{ id, state: 'deleted' }]);
  });

  it.each([
    [['register', 'VirtualMachine', 'x'], /^muster: type: "VirtualMachine" is not a type of registered resources; write Registered::/],
    [['register', 'AWS::EC2::VPC', 'x'], /^muster: type: "AWS::EC2::VPC" is not a type of registered resources/],
    [['register', SERVER, ''], /^muster: name: empty/],
    [['register', SERVER, 'x', '--region', ''], /^muster: --region: empty/],
    [['register', SERVER, 'x', '--customer', 'cus_no'], /^muster: There is no customer "cus_no"/],
    [['register', SERVER, 'x', '--tag', 'nokey'], /^muster: --tag: "nokey" is no tag; write key=value/],
    [['register', SERVER, 'x', '--tag', '=v'], /^muster: --tag: "=v" is no tag/],
    [['register', SERVER, 'x', '--tag', 'a=1,2'], /^muster: --tag: "2" is no tag; write key=value, and \\, for a comma in a value\.$/m],
    [['register', SERVER, 'x', '--tag', 'a=1', '--tag', 'a=2'], /^muster: --tag: "a=2" is a second value of the same key/],
    [['register', SERVER, 'x', '--config', '{oops'], /^muster: --config: not JSON \(.+\); write an object/],
    [['register', SERVER, 'x', '--config', '[1]'], /^muster: --config: Not an object/],
    [
      ['register', SERVER, 'x', '--config', '{"n": 12345678901234567890}'],
      /^muster: --config: the number 12345678901234567890 cannot be kept/,
    ],
    [['register', SERVER, 'x', '--config', '@/no/such/file'], /^muster: --config: the file "\/no\/such\/file" cannot be read \(ENOENT/],
    [['update', VPC, '--name', 'x'], /is listed by aws, and Muster shows what is there; change it in the cloud\.$/m],
    [['update', VPC], /^muster: Give at least one of --name, --region, --tag and --config/],
    [['update', 'web-1', '--name', 'x'], /^muster: <resource>: not the id of a resource/],
    [['unregister', VPC], /is listed by aws/],
    [
      ['unregister', 'registered:muster@Registered::X@global@no'],
      /^muster: No resource registered:muster@Registered::X@global@no is known; /,
    ],
  ])('refuse %j in one sentence, and write nothing', async (args, message) => {
    const before = [...store.rows('resources')];

    const { code, out, err } = await muster('resources', ...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect([...store.rows('resources')]).toEqual(before);
  });

  it('say that what is deleted is not registered any more', async () => {
    const id = await register();
    await muster('resources', 'unregister', id);

    for (const args of [
      ['unregister', id],
      ['update', id, '--name', 'x'],
    ]) {
      const { code, err } = await muster('resources', ...args);
      expect(code).toBe(2);
      expect(err).toBe(`muster: No resource ${id} is registered; "muster resources list" lists resources.\n`);
    }
  });
});

describe('muster registered-types', () => {
  it('puts, lists, shows and removes the schema by which configs of a type are checked', async () => {
    const file = inFile('{"type": "object", "required": ["cpus"]}');
    expect((await muster('registered-types', 'put', SERVER, file, '--json')).lines).toMatchObject([{ type: SERVER, version: 1 }]);
    expect((await muster('registered-types', 'list')).out).toMatch(/Registered::VirtualMachine +1 /);
    const shown = JSON.parse((await muster('registered-types', 'show', SERVER)).out) as unknown;
    expect(shown).toMatchObject({ schema: { type: 'object', required: ['cpus'] } });

    const refused = await muster('resources', 'register', SERVER, 'web-1', '--config', '{}');
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/^muster: --config: .*cpus.*; the schema of the type asks for that\.\n$/);

    expect((await muster('registered-types', 'remove', SERVER)).out).toBe(`Removed: ${SERVER}\n`);
    expect(await register('--config', '{}')).toMatch(/^registered:muster@/);
    expect((await muster('registered-types', 'list')).out).toBe('No type has a schema.\n');
  });

  it.each([
    ['{', /^muster: <file>: not JSON \(.+\); write an object/],
    ['[]', /^muster: schema: Not an object/],
    ['{"type": "nonsense"}', /^muster: schema: schema is invalid/],
    ['{"maximum": 12345678901234567890}', /^muster: <file>: the number 12345678901234567890 cannot be kept exactly/],
  ])('refuses a file with %s', async (text, message) => {
    const { code, err } = await muster('registered-types', 'put', SERVER, inFile(text));

    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect([...store.rows('registered_types')]).toEqual([]);
  });

  it.each([
    [['put', SERVER, '/no/such/file'], /^muster: <file>: the file "\/no\/such\/file" cannot be read \(ENOENT/],
    [['show', SERVER], /^muster: No schema of Registered::VirtualMachine is registered; "muster registered-types list" lists/],
    [['remove', SERVER], /^muster: No schema of Registered::VirtualMachine is registered/],
    [['show', 'X'], /^muster: type: "X" is not a type of registered resources/],
  ])('refuses %j in one sentence', async (args, message) => {
    const { code, out, err } = await muster('registered-types', ...args);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
