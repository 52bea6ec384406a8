/**
 * Where ministack differs from AWS so that the template, which is right for AWS, cannot be deployed or used there. Each difference changes
 * a copy of the templates and says why. The suite fails if one has nothing left to change, so that the list stays short.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export interface Difference {
  readonly name: string;
  readonly reason: string;
  /** Returns the changed template, and how many places it changed. */
  readonly change: (template: Template) => { readonly template: Template; readonly places: number };
}

/** Rebuilds the template with what `replace` makes of each value; `undefined` keeps the value. */
function rewrite(template: Template, replace: (key: string, value: unknown) => unknown): { template: Template; places: number } {
  let places = 0;
  const text = JSON.stringify(template, (key, value: unknown) => {
    const replaced = replace(key, value);
    if (replaced === undefined) return value;
    places++;
    return replaced;
  });
  return { template: JSON.parse(text) as Template, places };
}

const attributeOf = (value: unknown): string | undefined =>
  (value as { readonly 'Fn::GetAtt'?: readonly [string, string] } | null)?.['Fn::GetAtt']?.[0];

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'alarms on metric math are left out',
    reason: 'ministack has no alarms on expressions (AWS::CloudWatch::Alarm Properties.Metrics), and rolls the stack back.',
    change: (template) => {
      const isLeftOut = ({ Type, Properties }: Resource) => Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties;
      const kept = Object.entries(template.Resources).filter(([, resource]) => !isLeftOut(resource));
      const names = new Set(kept.map(([name]) => name));
      const all = Object.keys(template.Resources);
      const without = { ...template, Resources: Object.fromEntries(kept) };
      // The dashboard shows every alarm by its ARN.
      const { template: changed } = rewrite(without, (_key, value) => {
        const target = attributeOf(value);
        return target !== undefined && all.includes(target) && !names.has(target) ? `left-out:${target}` : undefined;
      });
      return { template: changed, places: all.length - kept.length };
    },
  },
  {
    name: 'sqs:SendMessageBatch is allowed where sqs:SendMessage is',
    reason:
      'AWS authorizes SendMessageBatch by sqs:SendMessage and has no action of the other name. ministack asks for the action that is named like the call.',
    change: (template) =>
      rewrite(template, (key, value) => {
        const actions = key === 'Action' ? [value as string | readonly string[]].flat() : [];
        const lacksBatch = actions.includes('sqs:SendMessage') && !actions.includes('sqs:SendMessageBatch');
        return lacksBatch ? [...actions, 'sqs:SendMessageBatch'] : undefined;
      }),
  },
  {
    name: 'the trust of a member role names sessions of the worker',
    reason:
      'In AWS, aws:PrincipalArn of a session of a role is the ARN of the role. ministack takes the ARN of the session, so the condition on the role would never hold.',
    change: (template) =>
      rewrite(template, (key, value) => {
        if (key !== 'aws:PrincipalArn' || isSession(value)) return;
        const text = JSON.stringify(value)
          .replace(':iam::', ':sts::')
          .replace(/:role\/([\w+=,.@-]+)/, ':assumed-role/$1/*');
        return JSON.parse(text) as unknown;
      }),
  },
];

const isSession = (value: unknown): boolean => JSON.stringify(value).includes(':assumed-role/');

/** Changes the template files in place. @returns for each difference the number of places that it changed, over all files */
export function applyDifferences(files: readonly string[]): Readonly<Record<string, number>> {
  const counts = Object.fromEntries(DIFFERENCES.map(({ name }) => [name, 0]));
  for (const file of files) {
    let template = JSON.parse(readFileSync(file, 'utf8')) as Template;
    for (const { name, change } of DIFFERENCES) {
      const changed = change(template);
      template = changed.template;
      counts[name] = (counts[name] ?? 0) + changed.places;
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return counts;
}
