/** The page of a policy, and the pages that list policies. */
import { stringify } from 'yaml';
import { fieldsNamed } from '../../shared/policies/compile-policy.ts';
import type { Framework } from '../../shared/policies/framework.ts';
import { type Policy, type PolicyTest, VERDICTS } from '../../shared/policies/policy.ts';
import { SEVERITIES } from '../../shared/severity.ts';
import { block, code, grouped, link, list, type Page, parts, table, text } from './markdown.ts';
import { controlAnchor, frameworkPath, policyPath, serviceOfPolicy, typePath } from './places.ts';

export function policyPage(policy: Policy, frameworks: readonly Framework[], testsAsWritten: readonly unknown[]): Page {
  const { id, title, description, severity, resource_type: type, applies_to: condition, pass, evidence, remediation } = policy;
  return {
    path: policyPath(id),
    title,
    text: parts(
      `# ${text(title)}`,
      table(
        ['Policy', code(id)],
        [
          ['Severity', severity],
          ['Resource type', link(code(type), typePath(type))],
        ],
      ),
      text(description),
      '## Verdicts',
      table(
        ['Verdict', 'Meaning'],
        [
          ['pass', text(title)],
          ['fail', 'The expression below is false for the resource.'],
          [
            'unknown',
            'Something that an expression asks for could not be read. The finding names it, with the permission that is missing. It is never counted as a pass.',
          ],
          [
            'not applicable',
            condition === undefined
              ? `Never by a condition of its own: every ${text(type)} is judged.`
              : 'The condition below is false for the resource.',
          ],
        ],
      ),
      condition && parts('## Which resources it judges', block('cel', condition)),
      '## When a resource passes',
      block('cel', pass),
      evidence && parts('A finding shows as evidence what this expression gives:', block('cel', evidence)),
      fieldsRead(policy),
      '## Remediation',
      text(remediation.text),
      remediation.console && parts('In the console:', remediation.console.map((step, index) => `${index + 1}. ${text(step)}`).join('\n')),
      remediation.cli &&
        parts('By a command; the parts in braces stand for the resource, and findings have them filled in:', block('sh', remediation.cli)),
      controlsOf(policy, frameworks),
      policy.references.length > 0 ? parts('## References', list(policy.references.map((url) => `<${url}>`))) : undefined,
      '## Try it, or accept the risk',
      block('sh', `npm run muster -- run --scan --policy ${id}\nnpm run muster -- findings list --policy ${id}`),
      'One finding is accepted by its id, several by a rule; both need a reason and may end by themselves:',
      block(
        'sh',
        [
          "npm run muster -- findings suppress ID --reason 'TEXT' --until 2027-06-30",
          `npm run muster -- suppressions add --policy ${id} --resource 'website-*' --reason 'TEXT'`,
        ].join('\n'),
      ),
      '## Examples',
      `These are the policy's tests. They give only the fields that the expressions read.`,
      ...policy.tests.map((test, index) => example(test, testsAsWritten[index])),
    ),
  };
}

const example = ({ name, verdict }: PolicyTest, written: unknown): string => {
  const { name: _name, verdict: _verdict, ...given } = written as Readonly<Record<string, unknown>>;
  return `::: details ${verdict.replace('_', ' ')}: ${text(name)}\n${block('yaml', stringify(given, { lineWidth: 100 }))}\n:::`;
};

function fieldsRead(policy: Policy): string | undefined {
  const read = Object.entries(fieldsNamed([policy], 'native')).map(
    ([type, fields]) =>
      `${link(code(type), typePath(type))}: ${fields.map((field) => (field === '*' ? 'its whole config' : code(field))).join(', ')}`,
  );
  return read.length === 0 ? undefined : parts('It reads these fields:', list(read));
}

function controlsOf(policy: Policy, frameworks: readonly Framework[]): string | undefined {
  const rows = Object.entries(policy.frameworks).flatMap(([id, controls]) => {
    const framework = frameworks.find((each) => each.id === id);
    return controls.map((control) => [
      link(text(framework?.name ?? id), frameworkPath(id)),
      link(code(control), frameworkPath(id), controlAnchor(control)),
      text(framework?.controls.find((each) => each.id === control)?.title ?? ''),
    ]);
  });
  return rows.length === 0 ? undefined : parts('## Controls of frameworks', table(['Framework', 'Control', 'Title'], rows));
}

const rowOf = ({ id, title, severity, resource_type: type }: Policy): readonly string[] => [
  link(text(title), policyPath(id)),
  severity,
  link(code(type), typePath(type)),
];
const HEAD = ['Policy', 'Severity', 'Resource type'];

export function policyIndexes(policies: readonly Policy[], frameworks: readonly Framework[]): readonly Page[] {
  const ways = `Also ${link('by severity', 'policies/by-severity.md')} and ${link('by framework', 'policies/by-framework.md')}. Every policy answers ${VERDICTS.slice(0, -1).map(code).join(', ')} or ${code('not_applicable')}; ${link('your own policies', 'write-a-policy.md')} are written in the same form.`;
  const count = (severity: string): number => policies.filter((policy) => policy.severity === severity).length;
  return [
    {
      path: 'policies/index.md',
      title: 'Policies',
      text: parts(
        '# Policies',
        `Muster comes with ${policies.length} policies. ${ways}`,
        ...grouped(policies, ({ id }) => serviceOfPolicy(id)).flatMap(([service, of]) => [
          `## ${text(service)}`,
          table(HEAD, of.map(rowOf)),
        ]),
      ),
    },
    {
      path: 'policies/by-severity.md',
      title: 'Policies by severity',
      text: parts(
        '# Policies by severity',
        ...SEVERITIES.filter((severity) => count(severity) > 0).flatMap((severity) => [
          `## ${severity}`,
          table(HEAD, policies.filter((policy) => policy.severity === severity).map(rowOf)),
        ]),
      ),
    },
    {
      path: 'policies/by-framework.md',
      title: 'Policies by framework',
      text: parts(
        '# Policies by framework',
        ...frameworks.flatMap(({ id, name }) => [
          `## ${text(name)}`,
          `${link('All controls', frameworkPath(id))}, also those that no policy covers.`,
          table(
            [...HEAD, 'Controls'],
            policies
              .filter((policy) => policy.frameworks[id])
              .map((policy) => [
                ...rowOf(policy),
                policy.frameworks[id]!.map((control) => link(code(control), frameworkPath(id), controlAnchor(control))).join(', '),
              ]),
          ),
        ]),
      ),
    },
  ];
}
