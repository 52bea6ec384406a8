/** Every registered type has samples, and its definition reads them back as they were written. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { generatedSamples, sampleProblems } from '../../../../../scripts/generate-samples.ts';
import { demoAccounts, profileAt } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { awsSamples, DemoEstate, estateOptions } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { AccountEstate } from '../../../../../shared/clouds/demo/estate.ts';
import { Scope } from '../../../../../shared/clouds/demo/expressions.ts';
import { parseSampleFile } from '../../../../../shared/clouds/demo/sample-file.ts';
import { serviceSamples } from '../../../../../shared/clouds/demo/samples.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/aws/readers.generated.ts';
import type { TypeDefinition } from '../../../../../shared/clouds/aws/types/definition.ts';
import { matches } from '../../../../../shared/clouds/reader/caller.ts';
import { plainUrl } from '../../../../../shared/clouds/reader/plain-url.ts';
import { replacedAt } from '../../../../../shared/clouds/types/paths.ts';
import { AWS_TYPES, idOfAccount, type Item, readAccount, segmentsOf } from './read-account.ts';

const ROOT = new URL('../../../../../', import.meta.url);
const settings = { accounts: 1, day: 1 } as const;
const [first = ''] = demoAccounts(1).map(({ account_id }) => idOfAccount(account_id));

const DEFINITIONS = new Map(
  (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).flatMap(({ sdk }) =>
    sdk.types.map((type) => [type.type as string, type]),
  ),
);

/** The config that the type makes of a sample: without what it drops, and null for details that are not set. */
function stored(config: unknown, type: TypeDefinition): unknown {
  const chosen = Object.entries(type.keepOnly ?? {}).reduce(
    (value, [path, match]) => replacedAt(value, path, (list) => (list as readonly Item[]).filter((element) => matches(element, match))),
    config,
  );
  const kept = (type.drop ?? []).reduce((value, path) => replacedAt(value, path, () => undefined), chosen);
  const named = (type.keysOnly ?? []).reduce(
    (value, path) => replacedAt(value, path, (map) => Object.fromEntries(Object.keys(map as object).map((name) => [name, null]))),
    kept,
  );
  const plain = (type.urls ?? []).reduce((value, path) => replacedAt(value, path, (url) => plainUrl(url as string)), named);
  const fields = new Set([type.details, type.batch, type.joins].flatMap((each) => Object.keys(each ?? {})));
  const members = Object.entries(plain as object).filter(([name, value]) => value !== null || fields.has(name));
  return Object.fromEntries([...[...fields].map((field) => [field, null] as const), ...members]);
}

/** Members without a value say nothing, in a sample as in an answer. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])));
};

/** The config without the numbers of other resources, which no sample says, because the demo counts its resources. */
function withoutTotals(config: object, { list }: TypeDefinition): object {
  const totals = [...DEFINITIONS.values()].flatMap(({ total }) =>
    total && list.kind === 'single' && total.call.operation === list.operation ? [total.path] : [],
  );
  return totals.reduce((value, path) => replacedAt(value, path, () => undefined) as object, config);
}

/** True for a setting that is not set, which has nothing that could have an ARN. */
const isOff = (config: Readonly<Record<string, unknown>>, { list }: TypeDefinition): boolean =>
  list.kind === 'single' && list.as !== undefined && config[list.as] === null;

describe('the samples', () => {
  it('are counted: the totals by which types check their lists are those of the resources', async () => {
    const named = (name: string) => AWS_TYPES.filter(({ type }) => type === `AWS::IAM::${name}`);
    const all = await readAccount(
      new DemoEstate(settings),
      first,
      ['User', 'Group', 'Role', 'ManagedPolicy', 'AccountSummary'].flatMap(named),
    );
    const count = (name: string, counts = (_key: string): boolean => true): number =>
      [...all.keys()].filter((key) => key.startsWith(`AWS::IAM::${name}|`) && counts(key)).length;

    expect([...all].find(([key]) => key.startsWith('AWS::IAM::AccountSummary|'))?.[1].config['SummaryMap']).toMatchObject({
      Users: count('User'),
      Groups: count('Group'),
      Roles: count('Role'),
      Policies: count('ManagedPolicy', (key) => !key.includes(':iam::aws:policy/')),
    });
  });

  it('are as their JSON has them; run npm run generate if they are not', () => {
    for (const { path, text } of generatedSamples()) expect([path, readFileSync(new URL(path, ROOT), 'utf8')]).toEqual([path, text]);
  });

  it.each(AWS_TYPES.map((type) => [type.type, type] as const))('show %s, and its definition reads them back whole', async (name, type) => {
    const definition = DEFINITIONS.get(name) as TypeDefinition;
    const estate = new AccountEstate(profileAt(0), estateOptions(settings, awsSamples()));
    const samples = new Map(
      segmentsOf(type).flatMap((segment) =>
        estate.resources({ service: type.service, type: name, segment }).map((sample) => [`${name}|${segment}|${sample.id}`, sample]),
      ),
    );
    const read = await readAccount(new DemoEstate(settings), first, [type]);

    expect(samples.size).toBeGreaterThan(0);
    expect([...read.keys()].toSorted()).toEqual([...samples.keys()].toSorted());
    for (const [key, { config, unread, tags, native_id }] of read) {
      const sample = samples.get(key);
      // After a refused describe nothing more is asked.
      const refused = Object.keys(sample?.refused ?? {});
      expect([key, Object.keys(unread)]).toEqual([key, refused.includes('*') && definition.describe ? ['*'] : refused]);
      if (Object.keys(unread).length > 0) continue;
      expect([key, withoutNulls(withoutTotals(config, definition))]).toEqual([key, withoutNulls(stored(sample?.config, definition))]);
      expect(Object.values(config)).not.toContain(undefined);
      if (definition.nativeId !== undefined && !isOff(config, definition)) expect(native_id).toMatch(/^arn:aws:/);
      if (definition.tags !== undefined && definition.tags !== false) expect(tags).not.toBeNull();
    }
  });
});

describe('the files of samples', () => {
  const types = ['AWS::SNS::Topic', 'AWS::SNS::Subscription'].map((type) => ({ provider: 'aws', service: 'sns', type }) as const);
  const path = 'shared/clouds/aws/services/sns/samples.yaml';
  const sample = { name: 'a', id: 'x', config: {} };

  it('are refused where a type has no samples, or samples have no type', () => {
    expect(
      sampleProblems(types, [{ path, file: { samples: { 'AWS::SNS::Topics': [sample], 'AWS::SNS::Subscription': [sample] } } }]),
    ).toEqual([
      `AWS::SNS::Topic has no samples: write at least one in ${path}, as docs/samples.md describes.`,
      `${path}: samples: AWS::SNS::Topics is no type of this folder; it has AWS::SNS::Topic, AWS::SNS::Subscription. Did you mean AWS::SNS::Topic?`,
    ]);
  });
});

describe('a file of samples', () => {
  const variables = Scope.of({ region: 'eu-west-1', account: '1', day: 1 });
  const service = 'service: { page: 10, smallPage: 2, throttled: &no { code: No, status: 400 }, denied: *no, badToken: *no }';
  const made = (samples: string, type = 'AWS::A::B') =>
    serviceSamples(parseSampleFile(`${service}\nsamples:\n  AWS::A::B:\n${samples}`, 'a/samples.yaml'), 'a/samples.yaml').resources(
      type,
      variables,
    );

  it('makes one resource of a sample, and as many as it counts or has items', () => {
    expect(made("    - { name: one, id: x, config: { Region: '${region}' } }")).toEqual([
      { id: 'x', config: { Region: 'eu-west-1' }, refused: {}, listed: '', parent: {}, also: {} },
    ]);
    expect(made("    - { name: three, count: 3, id: 'x${number}', config: {} }").map(({ id }) => id)).toEqual(['x1', 'x2', 'x3']);
    expect(made("    - { name: two, each: [a, b], id: '${it}${index}', config: {} }").map(({ id }) => id)).toEqual(['a0', 'b1']);
    expect(made("    - { name: one of two, each: [a, b], where: it == 'b', id: '${it}', config: {} }").map(({ id }) => id)).toEqual(['b']);
    expect(made("    - { name: none, when: region == 'us-east-1', id: x, config: {} }")).toEqual([]);
  });

  it('evaluates id and variables in the order in which they are written', () => {
    expect(made("    - { name: a, let: { a: x, b: '${a}y' }, id: '${b}z', config: { A: '${b}' } }")).toMatchObject([
      { id: 'xyz', config: { A: 'xy' } },
    ]);
    expect(made("    - { name: a, id: x, let: [{ a: '${id}y' }, { b: '${a}z' }], config: { A: '${b}' } }")).toMatchObject([
      { config: { A: 'xyz' } },
    ]);
  });

  it('has nothing of a type that it does not name', () => {
    expect(made('    - { name: a, id: x, config: {} }', 'AWS::A::C')).toEqual([]);
  });

  it.each([
    ['an unknown member', '    - { name: a, id: x, konfig: {} }', /^a\/samples\.yaml: .*konfig/],
    [
      'a variable that is not there',
      "    - { name: a, id: x, config: { A: [{ B: '${nobody}' }] } }",
      'a/samples.yaml, AWS::A::B, sample "a", config.A[0].B: In "nobody": Unknown variable: nobody.',
    ],
    [
      'an expression that cannot be read',
      "    - { name: a, id: x, let: { b: { $eval: '1 +' } }, config: {} }",
      /^a\/samples\.yaml, AWS::A::B, sample "a", let\.b: In "1 \+": /,
    ],
    [
      'a condition that is not true or false',
      '    - { name: a, when: region, id: x, config: {} }',
      'a/samples.yaml, AWS::A::B, sample "a", when: The condition "region" is a text; it must be true or false.',
    ],
    [
      'a count that is no number',
      "    - { name: a, count: '${region}', id: x, config: {} }",
      'a/samples.yaml, AWS::A::B, sample "a", count: The count is "eu-west-1"; it must be a number.',
    ],
  ])('says where %s is', (_what, samples, message) => {
    expect(() => made(samples)).toThrow(message);
  });
});
