import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CanonicalForm } from '../../../shared/inventory/canonical-form.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { statementsOf } from '../../../shared/policies/cel/library/statements.ts';
import { located } from '../../support/fake-cloud.ts';
import { shuffled } from '../../support/permuted.ts';

type Json = Readonly<Record<string, unknown>>;

const form = new CanonicalForm({ ordered: [], volatile: [], times: [] });
const seen = (document: unknown) => form.hashed(located('r', { config: { Inline: [{ Policy: document }] } }));
const stored = (document: unknown): unknown => (seen(document).resource.config['Inline'] as readonly Json[])[0]?.['Policy'];

const texts = fc.uniqueArray(fc.constantFrom('s3:GetObject', 's3:PutObject', 'iam:PassRole', '*'), { minLength: 1 });
const statement = fc.record(
  {
    Sid: fc.constantFrom('One', 'Two'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: texts,
    NotResource: texts,
    Principal: fc.oneof(
      fc.constant('*'),
      fc.record({ AWS: texts, Service: fc.constant(['lambda.amazonaws.com']) }, { requiredKeys: ['AWS'] }),
    ),
    Condition: fc.record({
      StringEquals: fc.record({ 'aws:SourceAccount': texts }),
      Bool: fc.constant({ 'aws:SecureTransport': ['false'] }),
    }),
  },
  { requiredKeys: ['Effect', 'Action'] },
);
const documents = fc.record({ Version: fc.constant('2012-10-17'), Statement: fc.array(statement, { minLength: 1, maxLength: 4 }) });

/** Another document of the same meaning: with another order, with repetitions, and with a value in place of a list of one. */
function reworded(document: Json, chance: Iterator<number>): Json {
  const coin = (): boolean => (chance.next().value as number) % 2 === 0;
  const list = (values: readonly unknown[]): unknown => {
    const repeated = coin() ? [...values, values[0]] : values;
    return repeated.length === 1 && coin() ? repeated[0] : shuffled(repeated, chance);
  };
  const everyMember = (object: Json, change: (member: unknown) => unknown): Json =>
    Object.fromEntries(shuffled(Object.entries(object), chance).map(([name, member]) => [name, change(member)]));
  const deep = (value: unknown): unknown =>
    Array.isArray(value) ? list(value) : typeof value === 'object' ? everyMember(value as Json, deep) : value;
  const statements = (document['Statement'] as readonly Json[]).map((each) => everyMember(each, deep));
  return everyMember({ ...document, Statement: list(statements) }, (member) => member);
}

const withSets = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_name, member: unknown) => (Array.isArray(member) ? [...new Set(member as string[])].toSorted() : member)),
  );

describe('a policy document', () => {
  it('has one stored form and one hash, however it is written', () => {
    fc.assert(
      fc.property(documents, fc.infiniteStream(fc.nat()), (document, chance) => {
        const other = reworded(document, chance);
        expect(JSON.stringify(seen(other))).toBe(JSON.stringify(seen(document)));
      }),
    );
  });

  it('keeps its meaning', () => {
    const meaning = (document: unknown): unknown =>
      statementsOf(document)
        .map((each) => canonicalJson(withSets(each)))
        .filter((each, place, all) => all.indexOf(each) === place)
        .toSorted();
    fc.assert(fc.property(documents, (document) => expect(meaning(stored(document))).toEqual(meaning(document))));
  });

  it('is stored with lists wherever IAM takes one value or a list', () => {
    const document = {
      Version: '2012-10-17',
      Statement: {
        Sid: 'Tls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:PutObject', 's3:GetObject', 's3:PutObject'],
        Resource: 'arn:aws:s3:::b/*',
        Condition: { Bool: { 'aws:SecureTransport': false } },
      },
    };
    expect(stored(document)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Tls',
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: ['arn:aws:s3:::b/*'],
          Condition: { Bool: { 'aws:SecureTransport': [false] } },
        },
      ],
    });
  });

  it('differs if an effect, a Sid, a version or the kind of a principal differs', () => {
    const of = (more: object, Version = '2012-10-17') => seen({ Version, Statement: [{ Effect: 'Allow', Action: '*', ...more }] }).hash;
    const hashes = [
      of({}),
      of({ Effect: 'Deny' }),
      of({ Sid: 'A' }),
      of({}, '2008-10-17'),
      of({ Principal: { AWS: 'x' } }),
      of({ Principal: { Service: 'x' } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('is not every object with a member Statement, such as the rule of a web ACL', () => {
    const rules = [
      { Statement: { ByteMatchStatement: { SearchString: 'x' } } },
      { Statement: [{ Ports: [80, 80] }] },
      { Statement: 'none' },
    ];
    for (const rule of rules) expect(stored(rule)).toEqual(rule);
  });
});
