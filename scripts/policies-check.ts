/**
 * Checks policy files and runs their tests: `node scripts/policies-check.ts [files...]`, all built-in ones by default.
 * One line for each problem, `file:line:column: message`; exit code 1 if there is any.
 */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPolicy } from '../shared/policies/check-policy.ts';
import { type PolicyProblem, problemText } from '../shared/policies/policy-source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of the built-in policies, absolute. */
const builtInFiles = (): readonly string[] =>
  globSync('shared/clouds/*/services/*/policies/*.yaml', { cwd: root })
    .map((file) => `${root}${file}`)
    .toSorted();

const problemsOf = async (file: string): Promise<readonly PolicyProblem[]> =>
  (await checkPolicy(relative(process.cwd(), file), readFileSync(file, 'utf8'))).problems;

const files = process.argv.length > 2 ? process.argv.slice(2) : builtInFiles();
const problems = (await Promise.all(files.map(problemsOf))).flat();
for (const problem of problems) process.stdout.write(`${problemText(problem)}\n`);
process.stdout.write(`${files.length} policies, ${problems.length} problems\n`);
process.exit(problems.length === 0 ? 0 : 1);
