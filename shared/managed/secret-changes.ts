/** Changes of the references to secrets in a specification, such as of a token that its forge does not take any more. */
import { canonicalJson } from '../canonical-json.ts';
import { parseReference } from '../clouds/secret-reference.ts';
import type { Json, Spec } from './model.ts';

/** Whether the specifications differ in nothing but in references to secrets. */
export const changesSecretsAlone = (before: Spec, after: Spec): boolean => canonicalJson(masked(before)) === canonicalJson(masked(after));

const masked = ({ config, ...spec }: Spec) => ({ ...spec, config: withoutReferences(config) });

function withoutReferences(value: Json): Json {
  if (typeof value === 'string') return parseReference(value) ? 'a secret' : value;
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutReferences(member)]));
}
