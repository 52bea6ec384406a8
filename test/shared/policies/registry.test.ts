import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  generatedFrameworks,
  generatedPolicies,
  generatedSchema,
  policyFiles,
  policyText,
  readFrameworks,
  readMappings,
  readPolicy,
} from '../../../scripts/generate-policies.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { compilePolicy } from '../../../shared/policies/compile-policy.ts';
import { parseExpression } from '../../../shared/policies/cel/expression.ts';
import { coverageOf, frameworks } from '../../../shared/policies/frameworks.ts';
import { type LoadedPolicy, loadPolicy } from '../../../shared/policies/load-policy.ts';
import { problemText } from '../../../shared/policies/policy-source.ts';
import { policyIdOfFile } from '../../../shared/policies/policy-texts.ts';
import { outcomeText, testPolicy } from '../../../shared/policies/test-policy.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { expectNone } from '../../support/expect-none.ts';

const files = policyFiles();
const policies = builtInPolicies();
const generated = (name: string): string => readFileSync(new URL(`../../../shared/policies/${name}`, import.meta.url), 'utf8');

function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed).toReversed() as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, reversed(member)])) as T;
}

describe('what npm run generate writes', () => {
  it('has the current policy files', () => {
    expect(generated('policies.generated.ts')).toBe(generatedPolicies());
  });

  it('has the current frameworks', () => {
    expect(generated('frameworks.generated.ts')).toBe(generatedFrameworks());
  });

  it('has the current schema of policy files', () => {
    expect(JSON.parse(generated('policy.schema.json'))).toEqual(JSON.parse(generatedSchema()));
  });
});

describe.each(files)('the policy file %s', (file) => {
  let loaded: LoadedPolicy;

  beforeAll(async () => {
    loaded = await loadPolicy(file, policyText(file));
  });

  it('can be loaded and its tests pass', () => {
    const problems = 'problems' in loaded ? loaded.problems.map(problemText) : [];
    const failures = 'problems' in loaded ? [] : testPolicy(loaded.compiled).filter(({ passed }) => !passed);

    expect(problems).toEqual([]);
    expect(failures.map(outcomeText)).toEqual([]);
  });

  it('tests a resource that passes, one that fails and one that is unknown', () => {
    const verdicts = 'problems' in loaded ? [] : testPolicy(loaded.compiled).map(({ verdict }) => verdict.verdict);

    expect(verdicts).toEqual(expect.arrayContaining(['pass', 'fail', 'unknown']));
  });

  it('gives the same verdict in whatever order the cloud returns lists', () => {
    if ('problems' in loaded) throw new Error('It cannot be loaded.');
    const failures = testPolicy(loaded.compiled, reversed).filter(({ passed }) => !passed);

    expect(failures.map(outcomeText)).toEqual([]);
  });

  it('has a test of its evidence, and shows some for each resource that fails, the same a second later', () => {
    if ('problems' in loaded) throw new Error('It cannot be loaded.');
    const { compiled } = loaded;
    const { evidence, tests } = compiled.policy;
    const asserted = tests.filter((test) => test.evidence !== undefined && test.evidence !== null);
    expect(asserted.length > 0).toBe(evidence !== undefined);
    if (evidence === undefined) return;
    const shown = (by: number): readonly (readonly [string, string | undefined])[] => {
      const later = tests.map((test) => ({ ...test, now: new Date(Date.parse(test.now) + by).toISOString() }));
      return testPolicy({ ...compiled, policy: { ...compiled.policy, tests: later } })
        .filter(({ verdict }) => verdict.verdict === 'fail')
        .map(({ test, verdict }) => [test.name, verdict.evidence]);
    };
    const now = shown(0);
    expect(now.filter(([, text]) => text === undefined)).toEqual([]);
    expect(shown(1000)).toEqual(expect.arrayContaining([...now]));
  });

  it('shows no value that changes by itself, because its finding would be written again and again', () => {
    if ('problems' in loaded) throw new Error('It cannot be loaded.');
    const { evidence = 'null', resource_type } = loaded.compiled.policy;
    const parsed = parseExpression(evidence, 'native', 'anything');
    const paths = 'problem' in parsed ? [] : parsed.expression.paths.filter(({ root }) => root === 'config');
    const names = paths.map(({ segments }) => segments.filter((segment) => segment !== '[]').join('.'));
    expect(names.filter((name) => typeNamed(resource_type)!.volatile.includes(name))).toEqual([]);
  });

  it('has the id that its path gives it', () => {
    expect('problems' in loaded ? undefined : loaded.compiled.policy.id).toBe(policyIdOfFile(file));
  });
});

describe('the built-in policies', () => {
  it('tell before they are compiled what compiling them tells', () => {
    for (const file of files) {
      const { content_hash, related_types } = compilePolicy(readPolicy(file), { patternEngine: 'native' });
      expect(policies.find(({ policy }) => policy.id === policyIdOfFile(file))).toMatchObject({ content_hash, related_types });
    }
  });

  it('have different ids', () => {
    const ids = policies.map(({ policy }) => policy.id);

    expect(ids).toHaveLength(files.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have a severity, a remediation and references', () => {
    const silent = policies.filter(
      ({ policy: { severity, remediation, references } }) =>
        !severity || !remediation.text || (!remediation.console && !remediation.cli) || references.length === 0,
    );

    expect(silent.map(({ policy }) => policy.id)).toEqual([]);
  });

  it('look up only types that are inventoried, because lookups of others are always unknown', () => {
    const lookups = policies.flatMap(({ policy, related_types }) => related_types.map((type) => ({ id: policy.id, type })));

    expectNone(
      lookups.filter(({ type }) => !typeNamed(type)).map(({ id, type }) => `${id} → ${type}`),
      'A policy looks up a type that is not inventoried. Look up another, or add the type as docs/add-a-resource-type.md tells:',
    );
  });
});

describe.each(readFrameworks().map((framework) => [framework.id, framework] as const))('the framework %s', (id, framework) => {
  it('names each control once', () => {
    const ids = framework.controls.map((control) => control.id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it('marks no control as manual that a policy covers', () => {
    const answered = new Set(policies.flatMap(({ policy }) => policy.frameworks[id] ?? []));
    const file = `shared/policies/frameworks/${id}.json`;

    expectNone(
      framework.controls.filter((control) => answered.has(control.id) && control.status !== undefined).map((control) => control.id),
      `A policy answers these controls: take their "status" out of ${file}, and say what it does not look at in "partial":`,
    );
  });

  it('marks a control as covered in part only if a policy covers it', () => {
    const answered = new Set(policies.flatMap(({ policy }) => policy.frameworks[id] ?? []));
    const idle = framework.controls.filter((control) => control.partial !== undefined && !answered.has(control.id));

    expectNone(
      idle.map((control) => control.id),
      `No policy answers these controls: take their "partial" out of shared/policies/frameworks/${id}.json:`,
    );
  });

  it('has every control that a policy names', () => {
    const known = new Set(framework.controls.map((control) => control.id));
    const mapped = policies.flatMap(({ policy }) => (policy.frameworks[id] ?? []).map((control) => `${policy.id} → ${control}`));

    expectNone(
      mapped.filter((mapping) => !known.has(mapping.split(' → ')[1]!)),
      `shared/policies/frameworks/${id}.json has no such control. Correct the id in the policy's \`frameworks\`:`,
    );
  });
});

describe('the mappings of controls to those of other frameworks', () => {
  const known = new Map(frameworks().map(({ id, controls }) => [id, new Set(controls.map((control) => control.id))]));
  const unknown = (framework: string, controls: readonly string[]): readonly string[] =>
    controls.filter((control) => !known.get(framework)?.has(control)).map((control) => `${framework} ${control}`);

  it('name controls that exist', () => {
    const wrong = Object.entries(readMappings()).flatMap(([framework, byControl]) => [
      ...unknown(framework, Object.keys(byControl)),
      ...Object.values(byControl).flatMap((mapped) => Object.entries(mapped).flatMap(([other, controls]) => unknown(other, controls))),
    ]);

    expect(wrong).toEqual([]);
  });

  it('give a policy the controls of the other frameworks', () => {
    const policy = policies.find(({ policy: { id } }) => id === 'aws.s3.bucket-public-read-prohibited')!.policy;

    expect(policy.frameworks).toMatchObject({
      'aws-config': ['s3-bucket-public-read-prohibited'],
      'nist-800-53-r5': expect.arrayContaining(['AC-3', 'SC-7(3)']),
      'pci-dss-4.0': expect.arrayContaining(['1.3.1']),
      'soc-2': ['CC6.1'],
    });
  });

  it('never make a control of procedures pass as a whole', () => {
    const wide = frameworks().find(({ id }) => id === 'soc-2')!;
    const states = new Set(coverageOf(wide, policies).map(({ status }) => status));

    expect(states).toEqual(new Set(['partial', 'manual']));
  });
});

describe('the frameworks', () => {
  it('exist for every policy that names one', () => {
    const known = frameworks().map(({ id }) => id);
    const named = new Set(policies.flatMap(({ policy }) => Object.keys(policy.frameworks)));

    expect([...named].filter((id) => !known.includes(id))).toEqual([]);
  });

  it('distinguish controls that policies cover in part from those that they cover', () => {
    const framework = {
      id: 'aws-fsbp',
      name: 'Two controls',
      controls: [
        { id: 'S3.5', title: 'Whole', section: 'S3' },
        { id: 'RDS.6', title: 'In part', section: 'RDS', partial: 'Clusters are not looked at.' },
      ],
    };

    expect(coverageOf(framework, policies).map(({ status }) => status)).toEqual(['covered', 'partial']);
    expect(coverageOf(framework, []).map(({ status }) => status)).toEqual(['not_covered', 'not_covered']);
  });

  it('never count a control as covered if resources that it concerns are not inventoried', () => {
    const partial = frameworks().flatMap((framework) =>
      coverageOf(framework, policies)
        .filter(({ status }) => status === 'partial')
        .map(({ control }) => `${framework.id} ${control.id}`),
    );

    expect(partial).toEqual(expect.arrayContaining(['aws-fsbp RDS.6', 'cis-aws-7.0 2.21', 'cis-aws-7.0 5.1']));
  });

  it('list the policies that cover a control', () => {
    const framework = frameworks()[0]!;
    const { policy } = policies.find((each) => each.policy.frameworks[framework.id])!;
    const control = policy.frameworks[framework.id]![0]!;

    const coverage = coverageOf(framework, policies).find((each) => each.control.id === control);

    expect(coverage).toMatchObject({ status: 'covered' });
    expect(coverage!.policies.map(({ id }) => id)).toContain(policy.id);
    expect(coverageOf(framework, []).map(({ status }) => status)).not.toContain('covered');
  });
});
