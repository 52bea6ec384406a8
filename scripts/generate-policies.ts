/**
 * Makes modules of the built-in policies and of the frameworks, so that bundles read no files and parse no YAML, and makes
 * the JSON Schema of policy files.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asking } from '../shared/clouds/asked-details.ts';
import { loadPatternEngine } from '../shared/policies/cel/regular-expressions.ts';
import { describedPolicy, expressionProblems, fieldsNamed } from '../shared/policies/compile-policy.ts';
import { type Control, type Framework, frameworkFileSchema, type Mappings, mappingsSchema } from '../shared/policies/framework.ts';
import { policyFormat } from '../shared/policies/policy-format.ts';
import { parsePolicy } from '../shared/policies/parse-policy.ts';
import { type BuiltInPolicy, type Policy } from '../shared/policies/policy.ts';
import { problemText } from '../shared/policies/policy-source.ts';
import { policyIdOfFile } from '../shared/policies/policy-texts.ts';
import { RESOURCE_TYPES, typeNamed } from '../shared/registry.ts';
import { suggestion } from '../shared/validation/nearest.ts';
import { DefinitionProblem } from './definition-problem.ts';

// Without it, an expression with a pattern cannot be parsed, and the types that it looks up would be missing.
await loadPatternEngine();

const folder = fileURLToPath(new URL('../shared/policies/', import.meta.url));
const clouds = fileURLToPath(new URL('../shared/clouds/', import.meta.url));

/** The built-in policies' files, relative to shared/clouds. */
export const policyFiles = (): readonly string[] => globSync('*/services/*/policies/*.yaml', { cwd: clouds }).toSorted();

export const policyText = (file: string): string => readFileSync(`${clouds}${file}`, 'utf8');

/** The policy of the file, with the controls that are mapped to those that it names. @throws DefinitionProblem that lists every problem of the file */
export function readPolicy(file: string): Policy {
  const parsed = parsePolicy(`shared/clouds/${file}`, policyText(file));
  if ('problems' in parsed) throw new DefinitionProblem(parsed.problems.map(problemText));
  const { id, resource_type: type } = parsed.policy;
  const problems = [
    ...(id === policyIdOfFile(file)
      ? []
      : [`shared/clouds/${file}: its id is ${id}, but its place says ${policyIdOfFile(file)}; change one of them.`]),
    ...(typeNamed(type)
      ? []
      : [
          `shared/clouds/${file}: resource_type: there is no type ${type}.${suggestion(
            type,
            RESOURCE_TYPES.map((each) => each.type),
          )}`,
        ]),
    ...expressionProblems(parsed.policy, parsed.source, 'native').map(problemText),
  ];
  if (problems.length > 0) throw new DefinitionProblem(problems);
  return { ...parsed.policy, frameworks: withMapped(parsed.policy.frameworks) };
}

/** Sorted by id, with the notes that a wide framework gives to its controls. */
export function readFrameworks(): readonly Framework[] {
  const policies = readPolicies();
  const files = globSync('frameworks/*.json', { cwd: folder }).toSorted();
  const read = files.map((file) => {
    const { partial, others, ...framework } = frameworkFileSchema.parse(JSON.parse(readFileSync(`${folder}${file}`, 'utf8')));
    if (partial === undefined || others === undefined) return framework;
    const answered = new Set(policies.flatMap(({ frameworks }) => frameworks[framework.id] ?? []));
    const note = (id: string): Partial<Control> => (answered.has(id) ? { partial } : { status: 'manual', reason: others });
    return { ...framework, controls: framework.controls.map((control) => ({ ...control, ...note(control.id) })) };
  });
  return read.toSorted(byId);
}

let mappings: Mappings | undefined;

export const readMappings = (): Mappings => (mappings ??= mappingsSchema.parse(JSON.parse(readFileSync(`${folder}mappings.json`, 'utf8'))));

let retired: ReadonlySet<string> | undefined;

/** The controls that have left their standards: `aws-fsbp EC2.22`. */
const retiredControls = (): ReadonlySet<string> =>
  (retired ??= new Set(
    globSync('frameworks/*.json', { cwd: folder }).flatMap((file) => {
      const { id, controls } = frameworkFileSchema.parse(JSON.parse(readFileSync(`${folder}${file}`, 'utf8')));
      return controls.flatMap((control) => (control.retired ? [`${id} ${control.id}`] : []));
    }),
  ));

/** The controls that a policy covers: those that its file names, and those that the mappings name for them, without retired ones. */
function withMapped(named: Policy['frameworks']): Policy['frameworks'] {
  const all = new Map(Object.entries(named).map(([framework, controls]) => [framework, new Set(controls)]));
  for (const [framework, controls] of Object.entries(named)) {
    for (const control of controls) {
      for (const [other, mapped] of Object.entries(readMappings()[framework]?.[control] ?? {}))
        all.set(other, new Set([...(all.get(other) ?? []), ...mapped]));
    }
  }
  const order = new Intl.Collator('en', { numeric: true });
  const current = [...all].map(([framework, controls]) => {
    const kept = [...controls].filter((control) => !retiredControls().has(`${framework} ${control}`));
    return [framework, kept.toSorted(order.compare)] as const;
  });
  return Object.fromEntries(current.filter(([, controls]) => controls.length > 0));
}

/** Sorted by id. */
export const readPolicies = (): readonly Policy[] => policyFiles().map(readPolicy).toSorted(byId);

export const generatedPolicies = (): string => policiesModule(readPolicies().map(describedPolicy));

/** Each policy is a text of JSON, because JSON is parsed several times as fast as the same in TypeScript. */
export function policiesModule(policies: readonly BuiltInPolicy[]): string {
  return [
    '/** Made by scripts/generate.ts from the policy files. Do not edit. */',
    "import type { BuiltInPolicy } from './policy.ts';",
    '',
    '// prettier-ignore',
    'const LINES: readonly string[] = [',
    ...policies.map((policy) => `  ${JSON.stringify(JSON.stringify(policy))},`),
    '];',
    '',
    'export const BUILT_IN: readonly BuiltInPolicy[] = JSON.parse(`[${LINES.join()}]`);',
    '',
  ].join('\n');
}

/** The optional details of types that built-in policies name, and the types that these look up. The inventory's function reads them without compiling policies. */
export function generatedDetails(): string {
  const policies = policyFiles().map(readPolicy);
  const fields = fieldsNamed(policies, 'native');
  const lookedUp = [...new Set(policies.flatMap((policy) => describedPolicy(policy).related_types))].toSorted();
  const named = asking(RESOURCE_TYPES, fields).flatMap(({ type, asked }): [string, readonly string[]][] => (asked ? [[type, asked]] : []));
  return [
    '/** Made by scripts/generate.ts from the policy files. Do not edit. */',
    "import type { NamedFields } from '../clouds/asked-details.ts';",
    '',
    '// prettier-ignore',
    `export const DETAILS_OF_POLICIES: NamedFields = ${JSON.stringify(Object.fromEntries(named))};`,
    '',
    '/** The types of which built-in policies look up resources, which may be of the type that they judge. */',
    '// prettier-ignore',
    `export const TYPES_LOOKED_UP: readonly string[] = ${JSON.stringify(lookedUp)};`,
    '',
  ].join('\n');
}

export const generatedFrameworks = (): string =>
  moduleText('the files in frameworks/', 'FRAMEWORKS', 'Framework', './framework.ts', readFrameworks());

/** The JSON Schema by which editors complete and validate policy files. */
export function generatedSchema(): string {
  return `${JSON.stringify(policyFormat(), null, 2)}\n`;
}

function moduleText(source: string, name: string, type: string, from: string, entries: readonly object[]): string {
  return [
    `/** Made by scripts/generate.ts from ${source}. Do not edit. */`,
    `import type { ${type} } from '${from}';`,
    '',
    '// prettier-ignore',
    `export const ${name}: readonly ${type}[] = [`,
    ...entries.map((entry) => `  ${JSON.stringify(entry)},`),
    '];',
    '',
  ].join('\n');
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
