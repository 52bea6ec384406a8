import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { FUNCTIONS, VARIABLES } from '../../../shared/policies/cel/environment.ts';
import { fieldProblem } from '../../../shared/policies/cel/field-checks.ts';
import { RESOURCE_FIELDS } from '../../../shared/policies/cel/resource-fields.ts';
import { parseExpression } from '../../../shared/policies/cel/expression.ts';
import { STATEMENT_FIELDS } from '../../../shared/policies/cel/library/statements.ts';
import { MAX_STEPS } from '../../../shared/policies/cel/run.ts';
import { loadFields } from '../../../shared/policies/known-fields.ts';
import { checkPolicy } from '../../../shared/policies/check-policy.ts';
import { policySchema } from '../../../shared/policies/policy.ts';

const guide = readFileSync(new URL('../../../docs/write-a-policy.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text!);
const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
const firstCells = rows.map((row) => /^\| `([^`]+)`/.exec(row)![1]!);

describe('docs/write-a-policy.md', () => {
  it('shows a policy that can be used and whose tests pass', async () => {
    expect((await checkPolicy('guide.yaml', blocks[0]!)).problems).toEqual([]);
  });

  it('shows a test that the schema accepts', () => {
    const parsed = policySchema.shape.tests.safeParse([
      ...(parse(blocks[1]!) as object[]),
      ...['fail', 'unknown'].map((verdict) => ({ name: verdict, verdict, resource: {} })),
    ]);

    expect(parsed.error).toBeUndefined();
  });

  it('describes every field of a policy file', () => {
    expect(firstCells).toEqual(expect.arrayContaining(Object.keys(policySchema.shape)));
  });

  it('describes every variable, every function and every field of resource and of a statement', () => {
    const usages = Object.values(FUNCTIONS).map((usage) => usage.split(' -> ')[0]!);

    expect(firstCells).toEqual(expect.arrayContaining([...VARIABLES, ...usages]));
    for (const name of [...RESOURCE_FIELDS, ...STATEMENT_FIELDS]) expect(guide).toContain(`\`${name}\``);
  });

  it.each(rows.filter((row) => /^\| `\w+\(/.test(row)).map((row) => /`([^`]+)` \|$/.exec(row)![1]!))(
    'gives an example that can be used: %s',
    async (example) => {
      const fieldsOf = await loadFields(['AWS::S3::Bucket']);
      const parsed = parseExpression(example, 'linear', 'anything');
      const problems =
        'problem' in parsed
          ? [parsed.problem.message]
          : parsed.expression.paths.map((path) => fieldProblem(path, 'AWS::S3::Bucket', fieldsOf));

      expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    },
  );

  it('gives the number of steps that an evaluation may take', () => {
    expect(guide).toContain(`more than ${MAX_STEPS.toLocaleString('en-US')} steps`);
  });
});
