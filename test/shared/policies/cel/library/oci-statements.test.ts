import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OciStatement, ociRulesOut, ociStatements } from '../../../../../shared/policies/cel/library/oci-statements.ts';
import { NotKnown } from '../../../../../shared/policies/cel/run.ts';

const read = (text: string): OciStatement => ociStatements([text])[0]!;
const rulesOut = (condition: string, variable = 'target.group.name', value = 'Administrators'): boolean =>
  ociRulesOut(read(`Allow group Ops to use groups in tenancy where ${condition}`), variable, value);

describe('oci_statements', () => {
  it.each<[string, Partial<OciStatement>]>([
    [
      'Allow group Ops to manage all-resources in tenancy',
      { Effect: 'allow', Subjects: ['group default/ops'], Verb: 'manage', Resource: 'all-resources', Location: 'tenancy' },
    ],
    ['  ALLOW\tGROUP Ops\n TO MANAGE All-Resources IN TENANCY ', { Effect: 'allow', Subjects: ['group default/ops'], Location: 'tenancy' }],
    ['Allow group A,B , C to read buckets in tenancy', { Subjects: ['group default/a', 'group default/b', 'group default/c'] }],
    ["Allow group 'Default'/'Net to Admins' to use vcns in tenancy", { Subjects: ['group default/net to admins'], Resource: 'vcns' }],
    ["Allow group Sandbox/'Ops Team' to use vcns in tenancy", { Subjects: ['group sandbox/ops team'] }],
    ["Allow group 'in', 'where' to use vcns in tenancy", { Subjects: ['group default/in', 'group default/where'], Location: 'tenancy' }],
    [
      'Allow group id ocid1.group.oc1..A, id ocid1.group.oc1..b to use vcns in tenancy',
      { Subjects: ['group id ocid1.group.oc1..a', 'group id ocid1.group.oc1..b'] },
    ],
    [
      'Allow group id ocid1.group.oc1..a, group Ops to use vcns in tenancy',
      { Subjects: ['group id ocid1.group.oc1..a', 'group default/ops'] },
    ],
    [
      'Allow dynamic-group Web to read buckets in compartment a:b',
      { Subjects: ['dynamic-group default/web'], Location: 'compartment a:b' },
    ],
    ['Allow service faas to use keys in compartment id ocid1.compartment.oc1..x', { Location: 'compartment id ocid1.compartment.oc1..x' }],
    ['Allow any-user to use keys in compartment id ocid1.tenancy.oc1..x', { Subjects: ['any-user'], Location: 'tenancy' }],
    ['Allow any-group to inspect users in tenancy', { Subjects: ['any-group'] }],
    [
      'Allow group Ops to {VOLUME_READ, VOLUME_DELETE} in tenancy',
      { Permissions: ['volume_read', 'volume_delete'], Verb: '', Resource: '', Location: 'tenancy' },
    ],
    ['Deny group Ops to manage buckets in tenancy', { Effect: 'deny', Verb: 'manage' }],
    ['Endorse group Ops to read buckets in any-tenancy', { Effect: 'endorse', Location: 'any-tenancy' }],
    ['Admit group Ops of tenancy Other to read buckets in tenancy', { Effect: 'admit', Subjects: ['group default/ops'] }],
    ['Define tenancy Other as ocid1.tenancy.oc1..other', { Effect: 'define', Subjects: [] }],
  ])('takes apart: %s', (text, expected) => {
    expect(read(text)).toMatchObject({ Text: text, ...expected });
  });

  it.each([
    ['', 'nothing'],
    ['Permit group Ops to use vcns in tenancy', 'another word'],
    ['Allow Ops to use vcns in tenancy', 'no kind of subject'],
    ['Allow group to use vcns in tenancy', 'no name'],
    ['Allow group Ops use vcns in tenancy', 'no to'],
    ['Allow group Ops to use vcns', 'no location'],
    ['Allow group Ops to use vcns in region phx', 'another location'],
    ['Allow group Ops to use vcns in tenancy today', 'more words'],
    ["Allow group 'Ops to use vcns in tenancy", 'a quote that does not end'],
    ['Allow group Ops to {A, B in tenancy', 'a brace that does not end'],
    ['Allow group Ops to use vcns in tenancy where', 'no condition'],
    ["Allow group Ops to use vcns in tenancy where a like 'b'", 'another comparison'],
    ["Allow group Ops to use vcns in tenancy where all {a = 'b'", 'conditions that do not end'],
  ])('knows only the text of: %s (%s)', (text) => {
    const statement = read(text);

    expect(statement.Text).toBe(text);
    expect(() => statement.Effect).toThrow(NotKnown);
    expect(() => statement.Location).toThrow(/cannot be read/);
  });

  it('answers for any text in a short time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('allow', 'group', "'", '{', '}', ',', 'to', 'in', 'tenancy', 'where', 'all', 'a', '=', '!', ' ')),
        (words) => {
          const text = words.join(' ');

          expect(read(text).Text).toBe(text);
        },
      ),
    );
    const started = performance.now();
    expect(() => read(`Allow group ${"a'b".repeat(30_000)}`).Verb).toThrow(NotKnown);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('gives up a condition that has the product of many alternatives', () => {
    const many = Array.from({ length: 30 }, () => "any {a = '1', a = '2'}").join(', ');

    expect(() => read(`Allow group Ops to use vcns in tenancy where all {${many}}`).Effect).toThrow(/too many alternatives/);
  });
});

describe('oci_rules_out', () => {
  it.each([
    "target.group.name != 'Administrators'",
    "target.group.name!='ADMINISTRATORS'",
    "TARGET.GROUP.NAME != 'administrators'",
    'target.group.name != /Admin*/',
    'target.group.name = /net-*/',
    "target.group.name = 'Auditors'",
    "target.group.name in ('Auditors', 'Ops')",
    "target.group.name not in ('Ops', 'Administrators')",
    "all {request.region = 'phx', target.group.name != 'Administrators'}",
    "any {target.group.name = 'Ops', target.group.name = 'Auditors'}",
    "any {all {request.region = 'phx', target.group.name = 'Ops'}, target.group.name = 'Auditors'}",
    "all {request.region = 'phx', any {target.group.name = 'Ops', target.group.name = 'Auditors'}}",
  ])('is true of %s', (condition) => {
    expect(rulesOut(condition)).toBe(true);
  });

  it.each([
    "target.group.name = 'Administrators'",
    "target.group.name != 'Auditors'",
    'target.group.name = /*admin*/',
    'target.group.name != /Net*/',
    "target.group.name in ('Ops', 'Administrators')",
    "target.group.name not in ('Ops')",
    "target.group.id != 'Administrators'",
    "any {request.region = 'phx', target.group.name != 'Administrators'}",
    "any {target.group.name = 'Ops', target.group.name = 'Administrators'}",
    "request.time between '2026-01-01' and '2026-02-01'",
    "target.group.name before 'Administrators'",
  ])('is false of %s', (condition) => {
    expect(rulesOut(condition)).toBe(false);
  });

  it('is false without a condition', () => {
    expect(ociRulesOut(read('Allow group Ops to use groups in tenancy'), 'target.group.name', 'Administrators')).toBe(false);
  });

  it('takes no other map', () => {
    expect(() => ociRulesOut({ Effect: 'allow' }, 'a', 'b')).toThrow(/takes a statement/);
  });
});
