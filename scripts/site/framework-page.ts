/** The page of a framework with its controls and the policies that answer them, and the page that lists frameworks. */
import type { Control, Framework } from '../../shared/policies/framework.ts';
import type { Policy } from '../../shared/policies/policy.ts';
import { block, code, grouped, link, type Page, parts, table, text } from './markdown.ts';
import { controlAnchor, frameworkPath, policyPath } from './places.ts';

const WHY_NONE: Readonly<Record<string, string>> = { manual: 'checked by a person', not_covered: 'no policy yet' };

export function frameworkPage({ id, name, controls }: Framework, policies: readonly Policy[]): Page {
  const answering = (control: Control): readonly Policy[] => policies.filter((policy) => policy.frameworks[id]?.includes(control.id));
  const covered = controls.filter((control) => answering(control).length > 0);
  return {
    path: frameworkPath(id),
    title: name,
    text: parts(
      `# ${text(name)}`,
      `Policies answer ${covered.length} of its ${controls.length} controls. Where they answer a control in part only, the table says what they do not check.`,
      block('sh', `npm run muster -- scan run --policy ${id} --watch\nnpm run muster -- frameworks show ${id}`),
      ...grouped(controls, ({ section }) => section).flatMap(([section, of]) => [
        `## ${text(section)}`,
        table(
          ['Control', 'Title', 'Policies'],
          of.map((control) => [anchored(control), titleOf(control), answerOf(control, answering(control))]),
        ),
      ]),
    ),
  };
}

const anchored = ({ id }: Control): string => `${code(id)}{#${controlAnchor(id)}}`;

function titleOf({ title, level, assessment, severity }: Control): string {
  const facts = [level, assessment, severity].filter((fact) => fact !== undefined);
  return `${text(title)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function answerOf({ status, partial }: Control, policies: readonly Policy[]): string {
  const links = policies.map(({ id }) => link(code(id), policyPath(id))).join(', ');
  const why = status === undefined ? undefined : (WHY_NONE[status] ?? status);
  return [links, why, partial && `In part: ${text(partial)}`].filter(Boolean).join('. ');
}

export const frameworkIndex = (frameworks: readonly Framework[], policies: readonly Policy[]): Page => ({
  path: 'frameworks/index.md',
  title: 'Frameworks',
  text: parts(
    '# Frameworks',
    'A framework is a benchmark: a list of controls. Policies name the controls that they answer, so that a scan scores the benchmark.',
    table(
      ['Framework', 'Id', 'Controls', 'Answered by policies', 'Policies'],
      frameworks.map(({ id, name, controls }) => {
        const mapped = policies.filter((policy) => policy.frameworks[id]);
        const answered = new Set(mapped.flatMap((policy) => policy.frameworks[id]!));
        return [link(text(name), frameworkPath(id)), code(id), String(controls.length), String(answered.size), String(mapped.length)];
      }),
    ),
  ),
});
