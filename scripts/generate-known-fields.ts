/**
 * Which fields the resources of each type have, told from fixtures that go through the types themselves: the demo
 * estate on both its days, the estate of the type tests, and answers that show what AWS documents and those two lack.
 */
import { ANYTHING, pathText } from '../shared/policies/known-fields.ts';
import { demoResources, resourcesOf } from '../test/shared/policies/fixtures.ts';
import { documentedAnswers } from '../test/shared/policies/documented-answers.ts';
import { estate, REGION } from '../test/shared/resources/aws/estate.ts';

/** More accounts show no field more. */
const DEMO_ACCOUNTS = 8;

/** Maps whose keys are the user's own. */
const FREE_KEYS: ReadonlySet<string> = new Set(['Variables', 'Tags']);

/** The module's text, as it should be for the fixtures of today. */
export async function generatedKnownFields(): Promise<string> {
  const sources = await Promise.all([
    demoResources(DEMO_ACCOUNTS, 1),
    demoResources(DEMO_ACCOUNTS, 2),
    resourcesOf(estate(), undefined, [REGION]),
    resourcesOf(documentedAnswers(), undefined, [REGION]),
  ]);
  const fields = new Map<string, Set<string>>();
  for (const { type, config } of sources.flat()) {
    const found = fields.get(type) ?? new Set();
    fields.set(type, found);
    collect(config, [], found);
  }
  const types = [...fields].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    '/** Made by scripts/generate.ts from the fixtures of each resource type. `[]`: an element; `*`: any key; `**`: anything. Do not edit. */',
    '// prettier-ignore',
    'export const KNOWN_FIELDS: Readonly<Record<string, readonly string[]>> = {',
    ...types.flatMap(([type, found]) => [`  '${type}': [`, ...[...found].toSorted().map((path) => `    '${path}',`), '  ],']),
    '};',
    '',
  ].join('\n');
}

function collect(value: unknown, path: readonly string[], found: Set<string>): void {
  if (path.length > 0) found.add(pathText(path));
  if (Array.isArray(value)) {
    for (const element of value) collect(element, [...path, '[]'], found);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (isDocument(value)) {
    found.add(pathText([...path, ANYTHING]));
    return;
  }
  const free = FREE_KEYS.has(path.at(-1) ?? '');
  for (const [name, member] of Object.entries(value)) collect(member, [...path, free ? '*' : name], found);
}

/** An IAM policy document: what is in it is its author's choice. */
const isDocument = (value: object): boolean => 'Statement' in value;
