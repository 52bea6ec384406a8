/** Makes docs/policies.md, the list of Muster's policies, and the README's tables of what it reads and judges. */
import { coverageOf } from '../shared/policies/frameworks.ts';
import type { Framework } from '../shared/policies/framework.ts';
import type { Policy } from '../shared/policies/policy.ts';
import { PROVIDER_FACTS } from '../shared/provider-facts.ts';
import { withPart } from './generated-part.ts';
import { TITLES } from './generate-type-list.ts';

export const POLICY_LIST = 'docs/policies.md';
export const README = 'README.md';
const TABLES = 'tables of what Muster reads and judges';

/** The benchmarks whose controls policies name themselves; those of others come from mappings, and are too many for a table. */
const isBenchmark = (framework: string): boolean => /^cis-|^aws-fsbp$/.test(framework);

/** Markdown: the frameworks, then a table of policies for each service. */
export function generatedPolicyList(policies: readonly Policy[], frameworks: readonly Framework[]): string {
  const sections = PROVIDER_FACTS.map(({ id }) => {
    const own = policies.filter((policy) => policy.id.startsWith(`${id}.`));
    const services = Map.groupBy(own, (policy) => policy.id.split('.')[1] ?? '');
    const tables = [...services].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([service, of]) => `### ${service}\n\n${policyTable(of)}`);
    return [`## ${TITLES[id] ?? id}: ${own.length} policies`, ...tables].join('\n\n');
  });
  const lead =
    'The policies that come with Muster. `muster policies show ID` prints one with its condition and its remediation. Benchmarks are the controls of CIS and of\n' +
    "AWS's Foundational Security Best Practices that a policy answers; the other frameworks follow from them. `npm run generate` writes this page.";
  return `# Policies\n\n${lead}\n\n${frameworkTable(policies, frameworks)}\n\n${sections.join('\n\n')}\n`;
}

function policyTable(policies: readonly Policy[]): string {
  const rows = policies.map(({ id, title, severity, frameworks }) => {
    const controls = Object.entries(frameworks).flatMap(([framework, ids]) =>
      isBenchmark(framework) ? [`${framework} ${ids.join(', ')}`] : [],
    );
    return `| \`${id}\` | ${title} | ${severity} | ${controls.join('; ')} |`;
  });
  return ['| policy | title | severity | benchmarks |', '|---|---|---|---|', ...rows].join('\n');
}

function frameworkTable(policies: readonly Policy[], frameworks: readonly Framework[]): string {
  const rows = frameworks.map((framework) => {
    const coverage = coverageOf(
      framework,
      policies.map((policy) => ({ policy })),
    );
    const count = (status: string): number => coverage.filter((each) => each.status === status).length;
    const counts = ['covered', 'partial', 'manual', 'not_covered'].map(count);
    return `| \`${framework.id}\` | ${framework.name} | ${[coverage.length, ...counts].join(' | ')} |`;
  });
  const head = '| framework | name | controls | answered | answered in part | by a person | not yet |';
  return [head, '|---|---|---:|---:|---:|---:|---:|', ...rows].join('\n');
}

/** The README with its tables: types and policies of each cloud, and the controls of each framework. */
export function readmeWithTables(readme: string, policies: readonly Policy[], frameworks: readonly Framework[]): string {
  const rows = PROVIDER_FACTS.map(({ id, types }) => {
    const own = policies.filter((policy) => policy.id.startsWith(`${id}.`));
    return `| ${TITLES[id] ?? id} | ${types.length} | ${new Set(types.map(({ service }) => service)).size} | ${own.length} |`;
  });
  const clouds = ['| cloud | resource types | services | policies |', '|---|---:|---:|---:|', ...rows].join('\n');
  return withPart(readme, TABLES, `${clouds}\n\n${frameworkTable(policies, frameworks)}`);
}
