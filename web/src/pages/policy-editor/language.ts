/** YAML with the names of a policy's fields to complete. */
import { yaml, yamlLanguage } from '@codemirror/lang-yaml';
import type { Extension } from '@codemirror/state';

interface Completing {
  readonly pos: number;
  matchBefore(pattern: RegExp): { readonly from: number; readonly text: string } | null;
}

/** The fields of the schema of policies, for the beginning of a line. */
export function policyLanguage(format: Readonly<Record<string, unknown>>): Extension {
  const properties = typeof format['properties'] === 'object' && format['properties'] !== null ? format['properties'] : {};
  const options = Object.entries(properties).map(([name, about]) => ({
    label: `${name}: `,
    type: 'property',
    ...(typeof about === 'object' && about !== null && 'description' in about && { info: String(about.description) }),
  }));
  const complete = (context: Completing) => {
    const word = context.matchBefore(/^[a-z_]*/);
    return word === null || word.text === '' ? null : { from: word.from, options };
  };
  return [yaml(), yamlLanguage.data.of({ autocomplete: complete })];
}
