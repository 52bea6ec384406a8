import { describe, expect, it } from '@jest/globals';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { coverageOf, frameworkNamed, frameworks } from '../../../shared/policies/frameworks.ts';
import { typeNamed } from '../../../shared/registry.ts';

const CONTROLS = frameworks().flatMap(({ id, controls }) => controls.map((control) => ({ ...control, name: `${id} ${control.id}` })));

describe('the notes of frameworks', () => {
  it('name the types that they call not inventoried, and only types that Muster truly does not read', () => {
    const silent = CONTROLS.filter(
      ({ partial = '', not_inventoried }) => partial.includes('not inventoried') !== (not_inventoried !== undefined),
    );
    const wrong = CONTROLS.filter(({ not_inventoried = [] }) => not_inventoried.some((type) => typeNamed(type) !== undefined));

    expect(CONTROLS.filter(({ not_inventoried }) => not_inventoried)).not.toEqual([]);
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

it('says of each control that only a person can check why that is so', () => {
  const silent = CONTROLS.filter(({ status, reason }) => status === 'manual' && reason === undefined);

  expect(CONTROLS.filter(({ status }) => status === 'manual')).not.toEqual([]);
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('states each rule as what should be, so that a title reads right beside a resource that fails', () => {
  const others = builtInPolicies().filter(({ policy }) => !/ should /.test(policy.title));

  expect(others.map(({ policy }) => policy.id)).toEqual([]);
});

/** OCI tells when an API key or a token was last used in its audit log only. */
const NOT_TOLD = ['1.16'];

it.each([
  ['cis-azure-6.0', 89, []],
  ['cis-oci-3.1', 44, NOT_TOLD],
])('answers all automated controls of %s, each of them whole where the cloud tells it: %i', (id, count, partly) => {
  const framework = frameworkNamed(id);
  if (!framework) throw new Error(`There is no framework ${id}.`);
  const automated = coverageOf(framework, builtInPolicies()).filter(({ control }) => control.assessment === 'Automated');

  expect(automated).toHaveLength(count);
  expect(automated.filter(({ status }) => status !== 'covered').map(({ control, status }) => [control.id, status])).toEqual(
    partly.map((control) => [control, 'partial']),
  );
});

it('leaves out controls that have left their standard, and keeps what mappings name for them', () => {
  const fsbp = frameworkNamed('aws-fsbp')!;
  const retired = fsbp.controls.filter((control) => control.retired).map(({ id }) => id);
  const policies = builtInPolicies();
  const rootMfa = policies.find(({ policy }) => policy.id === 'aws.iam.root-mfa-enabled')!.policy;

  expect(retired).toHaveLength(39);
  expect(retired).toEqual(expect.arrayContaining(['EC2.22', 'IAM.9', 'S3.14']));
  expect(coverageOf(fsbp, policies).filter(({ control }) => retired.includes(control.id))).toEqual([]);
  expect(policies.flatMap(({ policy }) => policy.frameworks['aws-fsbp'] ?? []).filter((id) => retired.includes(id))).toEqual([]);
  expect(rootMfa.frameworks['aws-fsbp']).toBeUndefined();
  expect(rootMfa.frameworks['nist-800-53-r5']).not.toBeUndefined();
});

it.each(['aws-fsbp', 'cis-aws-3.0', 'cis-aws-5.0', 'cis-aws-6.0', 'cis-aws-7.0'])(
  'leaves no control of %s without a policy or a reason',
  (id) => {
    const framework = frameworkNamed(id);
    if (!framework) throw new Error(`There is no framework ${id}.`);
    const open = coverageOf(framework, builtInPolicies()).filter(({ status }) => status === 'not_covered');

    expect(open.map(({ control }) => control.id)).toEqual([]);
  },
);
