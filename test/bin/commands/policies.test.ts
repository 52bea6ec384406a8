import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadFields } from '../../../shared/policies/known-fields.ts';
import { RESOURCE_TYPES, typeNamed } from '../../../shared/registry.ts';
import { policyResult, putResults } from '../../support/finding-rows.ts';
import { policyText } from '../../support/policy-text.ts';
import { CommandLine, runCommand, type Ran } from './support/command-line.ts';

const OWN = 's3.acceleration-off';
const line = new CommandLine();
let folder: string;

beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => {
  line.reset();
  folder = mkdtempSync(join(tmpdir(), 'muster-policies-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);
/** An API address that nothing listens on. */
const offline = async (...args: readonly string[]): Promise<Ran> => runCommand(args, { MUSTER_API: 'http://127.0.0.1:1' }, async () => {});

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

describe('muster policies new', () => {
  it.each(RESOURCE_TYPES.map(({ type }) => type))(
    'writes a file whose tests pass as it is, whatever field it is about: %s',
    async (type) => {
      const fields = [...((await loadFields([type]))(type)?.members.keys() ?? [])].map((name) => (name === '*' ? 'AnyName' : name));
      const made = await offline('policies', 'new', 'my.rule', '--type', type, '--dir', folder);
      for (const field of fields)
        await offline('policies', 'new', `my.about-${fields.indexOf(field)}`, '--type', type, '--field', field, '--dir', folder);
      const tested = await offline('policies', 'test', folder);

      expect([made.code, tested.code]).toEqual([0, 0]);
      expect(tested.out).toContain(`${fields.length + 1} files, ${3 * (fields.length + 1)} tests, no problem.`);
    },
  );

  it('chooses a field that every inventory reads', async () => {
    await offline('policies', 'new', 'my.rule', '--type', 'AWS::S3::Bucket', '--dir', folder);

    const text = readFileSync(join(folder, 'my.rule.yaml'), 'utf8');
    const field = /^pass: config\.(\w+) != null$/m.exec(text)?.[1];
    expect(field).toBeDefined();
    expect(typeNamed('AWS::S3::Bucket')!.optional).not.toContain(field);
  });

  it('writes tests about the named field', async () => {
    await offline('policies', 'new', 'my.rule', '--type', 'AWS::S3::Bucket', '--field', 'VersioningConfiguration', '--dir', folder);

    expect(readFileSync(join(folder, 'my.rule.yaml'), 'utf8')).toContain('pass: config.VersioningConfiguration != null');
  });

  it.each([
    ['VersioningConfiguration.Status', 'config.VersioningConfiguration.Status'],
    ['PublicAccessBlockConfiguration.BlockPublicAcls', 'config.PublicAccessBlockConfiguration.BlockPublicAcls'],
    ['ServerSideEncryptionConfiguration.Rules[0].BucketKeyEnabled', 'config.ServerSideEncryptionConfiguration.Rules'],
  ])('writes tests that pass about the field %s', async (field, shown) => {
    await offline('policies', 'new', 'my.rule', '--type', 'AWS::S3::Bucket', '--field', field, '--dir', folder);

    expect(readFileSync(join(folder, 'my.rule.yaml'), 'utf8')).toContain(`pass: ${shown} != null`);
    expect((await offline('policies', 'test', folder)).out).toContain('1 file, 3 tests, no problem.');
  });

  it.each([
    [[], 'config.owner'],
    [['--field', 'location.rack'], 'config.location.rack'],
    [['--field', 'disks[0].size'], 'config.disks'],
    [['--field', 'serial-number'], 'config["serial-number"]'],
    [['--field', 'in.true.false.null.7'], 'config["in"]["true"]["false"]["null"]["7"]'],
    [['--field', 'as.package.return.if'], 'config.as.package.return.if'],
  ])('writes tests that pass about a type of registered resources, with %j', async (field, shown) => {
    await offline('policies', 'new', 'my.rule', '--type', 'Registered::VirtualMachine', ...field, '--dir', folder);

    expect(parse(readFileSync(join(folder, 'my.rule.yaml'), 'utf8'))).toMatchObject({ pass: `${shown} != null` });
    expect((await offline('policies', 'test', folder)).out).toContain('1 file, 3 tests, no problem.');
  });

  it('fails if the folder cannot be made', async () => {
    // A link to a missing target cannot be made into a folder on any system; on Linux, `/proc` fails in the same way.
    symlinkSync('nowhere', join(folder, 'gone'));

    const { code, err } = await offline('policies', 'new', 'my.rule', '--type', 'AWS::S3::Bucket', '--dir', join(folder, 'gone', 'deeper'));

    expect(code).toBe(6);
    expect(err).toMatch(/^muster: .*gone\/deeper\/my\.rule\.yaml cannot be written: the system makes no folder there/);
  });

  it.each([
    ['a file that is there', ['my.rule', '--type', 'AWS::S3::Bucket'], /my\.rule\.yaml exists already, and was not touched/, 6],
    ['an unknown type', ['my.new', '--type', 'AWS::S3::Buckt'], /Did you mean AWS::S3::Bucket/],
    [
      'an unknown field',
      ['my.new', '--type', 'AWS::S3::Bucket', '--field', 'VersionConfiguration'],
      /Did you mean VersioningConfiguration/,
    ],
    [
      'an unknown field within another',
      ['my.new', '--type', 'AWS::S3::Bucket', '--field', 'VersioningConfiguration.Statu'],
      /AWS::S3::Bucket\.VersioningConfiguration has no field "Statu"; there are .*Did you mean Status\?/,
    ],
    [
      'a registered type that is not in PascalCase',
      ['my.new', '--type', 'Registered::server'],
      /"Registered::server" is not a resource type/,
    ],
    ['no field of a type of AWS', ['my.new', '--type', 'AWS::S3::Bucket', '--field', ''], /AWS::S3::Bucket has no field ""/],
    ['a place in a list alone', ['my.new', '--type', 'AWS::S3::Bucket', '--field', '[0]'], /AWS::S3::Bucket has no field "\[0\]"/],
    ['no field', ['my.new', '--type', 'Registered::Server', '--field', ''], /"" is not the path of a field/],
    ['an empty name in a path', ['my.new', '--type', 'Registered::Server', '--field', 'a..b'], /"a\.\.b" is not the path of a field/],
    ['a field that is code', ['my.new', '--type', 'Registered::Server', '--field', "a' #\n"], /is not the path of a field; write names of/],
    ['what is no id', ['../my', '--type', 'AWS::S3::Bucket'], /s3\.bucket-versioning-enabled/],
    ['no type', ['my.new'], /required option '--type <type>'/],
  ])('refuses %s', async (_name, args, says, exit = 2) => {
    const path = file('my.rule.yaml', 'mine');

    const { code, out, err } = await offline('policies', 'new', ...args, '--dir', folder);

    expect([code, out, readFileSync(path, 'utf8')]).toEqual([exit, '', 'mine']);
    expect(err).toMatch(says);
  });
});

describe('muster policies test', () => {
  it('prints the result of each test, without a server', async () => {
    const { code, out } = await offline('policies', 'test', file('a.yaml', policyText()));

    expect(code).toBe(0);
    expect(out).toMatch(/s3\.acceleration-off +may not be read +unknown +unknown +ok/);
  });

  it('refuses a title with characters that cannot be seen', async () => {
    const path = file('a.yaml', policyText().replace('S3 buckets are not', 'S3 buckets are\u200B not'));

    const { code, out } = await offline('policies', 'test', path);

    expect(code).toBe(1);
    expect(out).toMatch(/a\.yaml:\d+:\d+: title: it has characters that control a text, .*; write it without them\./);
  });

  it('prints the problems of every file with file, line and column, and ends with 1', async () => {
    const malformed = file('a.yaml', 'id: [');
    const failing = file('deep/b.yaml', policyText({ pass: 'config.AccelerateConfiguration != null' }));
    file('deep/c.txt', 'no policy');

    const { code, out } = await offline('policies', 'test', folder);

    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^${malformed}:1:\\d+: .+sequence`, 'm'));
    expect(out).toMatch(new RegExp(`^${failing}:12:5: not accelerated: expected pass, got fail`, 'm'));
    expect(out).toMatch(/accelerated +fail +pass +FAILED/);
    expect(out).toMatch(/2 files, 3 tests, 3 problems\.\n$/);
  });

  it('prints a line of JSON for each file with --json', async () => {
    const path = file('a.yaml', policyText({ severity: 'hi' }));

    const { code, lines } = await offline('policies', 'test', path, '--json');

    expect(code).toBe(1);
    expect(lines).toMatchObject([{ file: path, problems: [{ line: 4, column: 11 }], tests: [] }]);
  });

  it('refuses paths that cannot be read, and folders without a policy', async () => {
    expect(await offline('policies', 'test', join(folder, 'none.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no such file/),
    });
    expect(await offline('policies', 'test', folder)).toMatchObject({ code: 2, err: expect.stringMatching(/no \.yaml file/) });
  });
});

describe('the policy files of a folder', () => {
  it('are not those of other tools: hidden ones, and those in node_modules', async () => {
    file('own.yaml', policyText());
    for (const foreign of ['node_modules/x/policy.yaml', 'sub/node_modules/y.yml', '.git/z.yaml', '.hidden.yaml']) file(foreign, 'id: [');

    const { code, out } = await offline('policies', 'test', folder);

    expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: expect.stringMatching(/^1 file, /) });
  });
});

describe('a policy file that is no text', () => {
  it('is named with the byte that is wrong; the other files are checked, and nothing is pushed', async () => {
    const good = file('good.yaml', policyText());
    const bad = file('bad.yaml', '');
    writeFileSync(bad, Buffer.concat([Buffer.from('id: my.rule\ntitle: "'), Buffer.from([0xfc]), Buffer.from('"\n')]));

    const tested = await offline('policies', 'test', good, bad);
    const pushed = await muster('policies', 'push', good, bad);

    const problem = `${bad}:2:1: byte 20 (line 2) is not valid UTF-8; save the file as UTF-8, and try again.`;
    expect(tested).toMatchObject({ code: 1, out: expect.stringContaining('2 files, ') });
    expect(tested.out).toContain(problem);
    expect(pushed).toMatchObject({ code: 1, err: expect.stringContaining('nothing was pushed') });
    expect(pushed.out).toContain(problem);
    expect((await muster('policies', 'list', '--json')).out).not.toContain('"user"');
  });
});

describe('muster policies push and remove', () => {
  it('stores the policies of files and folders, and removes them', async () => {
    file('a.yaml', policyText());
    file('deep/b.yml', policyText({ id: 's3.another' }));

    const pushed = await muster('policies', 'push', folder);
    const again = await muster('policies', 'push', join(folder, 'a.yaml'), '--json');
    const removed = await muster('policies', 'remove', OWN, 's3.another');

    expect(pushed).toMatchObject({ code: 0, out: expect.stringMatching(/s3\.acceleration-off +created[^]*s3\.another +created/) });
    expect(again.lines).toMatchObject([{ result: 'unchanged', policy: { policy_id: OWN } }]);
    expect(removed.out).toBe(`Removed: ${OWN}\nRemoved: s3.another\n`);
    expect([...line.fixture.policyFiles.texts]).toEqual([]);
  });

  it('stores nothing if any file is wrong', async () => {
    file('a.yaml', policyText());
    const bad = file('b.yaml', 'id: [');

    const { code, out, err } = await muster('policies', 'push', folder);

    expect(code).toBe(1);
    expect(out).toContain(`${bad}:1:`);
    expect(err).toBe('muster: 1 file cannot be used; nothing was pushed.\n');
    expect(line.fixture.policyFiles.writes).toBe(0);
  });

  it('stores nothing if two files are the same policy', async () => {
    file('a.yaml', policyText());
    file('b.yaml', policyText());

    expect(await muster('policies', 'push', folder)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/are both s3\.acceleration-off/),
    });
    expect(line.fixture.policyFiles.writes).toBe(0);
  });

  it('refuses to change or remove policies of Muster itself', async () => {
    const id = 'aws.s3.bucket-versioning-enabled';

    expect(await muster('policies', 'push', file('a.yaml', policyText({ id })))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/another id/),
    });
    expect(await muster('policies', 'remove', id)).toMatchObject({ code: 2, err: expect.stringMatching(/cannot be changed/) });
  });
});

describe('muster policies list and show', () => {
  it('lists policies by filters, and marks those of users', async () => {
    await line.fixture.policyFiles.put(OWN, policyText());

    const listed = await muster('policies', 'list', '--severity', 'low', '--type', 'AWS::S3::Bucket');

    expect(listed.out).toMatch(/s3\.acceleration-off +low +AWS::S3::Bucket +S3 buckets are not accelerated +you\n/);
    expect((await muster('policies', 'list', '--framework', 'cis-aws-7.0', '--json')).lines.length).toBeGreaterThan(0);
  });

  it('shows a policy with the verdicts of its last evaluation', async () => {
    await line.fixture.policyFiles.put(OWN, policyText());
    const result = policyResult({ pass: 2, fail: 3, suppressed: 1, unknown: 1 });
    await putResults(line.fixture.store, '*', { [OWN]: result });

    const { out } = await muster('policies', 'show', OWN);

    expect(out).toMatch(/pass +config\.AccelerateConfiguration == null\n/);
    expect(out).toMatch(/results +2 pass, 3 fail \(1 of them suppressed\), 1 unknown, 0 not applicable\n/);
  });
});
