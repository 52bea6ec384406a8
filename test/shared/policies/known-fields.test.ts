import { describe, expect, it } from '@jest/globals';
import { fieldProblem } from '../../../shared/policies/cel/field-checks.ts';
import type { Subject } from '../../../shared/policies/evaluation.ts';
import { type FieldNode, loadFields } from '../../../shared/policies/known-fields.ts';
import { AWS_TYPES } from '../../../shared/clouds/aws/types.generated.ts';
import { RESOURCE_TYPES } from '../../../shared/registry.ts';
import { demoResources } from './fixtures.ts';

const names = RESOURCE_TYPES.map(({ type }) => type);
const fieldsOf = await loadFields(names);

/** The path of every field in a value, as an expression would write it. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((element) => pathsOf(element, [...path, '[]']))];
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))];
}

const problemsOf = ({ type, config }: Subject): readonly string[] =>
  pathsOf(config).flatMap((segments) => {
    const problem = fieldProblem({ root: 'config', segments, offset: 0 }, type, fieldsOf);
    return problem === undefined ? [] : [`${type}: ${problem}`];
  });

function nodeAt(type: string, path: string): FieldNode {
  let node = fieldsOf(type);
  for (const segment of path.split('.')) node = node?.members.get(segment);
  if (!node) throw new Error(`There is no ${path}.`);
  return node;
}

describe('the known fields', () => {
  it.each(names)('include those of %s', (type) => {
    expect(fieldsOf(type)?.members.size).toBeGreaterThan(0);
  });

  it('include every field of the resources of AWS in the demo estate, before and after its changes', async () => {
    const resources = [...(await demoResources(8, 1)), ...(await demoResources(8, 2))];

    expect(new Set(resources.map(({ type }) => type)).size).toBe(AWS_TYPES.length);
    expect([...new Set(resources.flatMap(problemsOf))]).toEqual([]);
  });

  it('have the kind of each value', () => {
    const kinds = ['InstanceId', 'AmiLaunchIndex', 'EbsOptimized', 'LaunchTime', 'Tags'].map(
      (path) => nodeAt('AWS::EC2::Instance', path).kind,
    );

    expect(kinds).toEqual(['text', 'number', 'boolean', 'time', undefined]);
  });

  it('allow any field in a document and any key in a map', () => {
    expect([...nodeAt('AWS::S3::Bucket', 'Policy').members.keys()]).toEqual(['**']);
    expect([...nodeAt('AWS::Lambda::Function', 'Environment.Variables').members.keys()]).toEqual(['*']);
  });

  it('are undefined for a type that does not exist', async () => {
    expect((await loadFields(['AWS::No::Type']))('AWS::No::Type')).toBeUndefined();
  });
});
