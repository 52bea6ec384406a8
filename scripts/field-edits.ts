/** How a definition changes the values that an answer has: some are never stored, of some maps only the keys are, documents become data. */
import type { Path, TypeDefinition } from '../shared/clouds/types/definition.ts';
import { stepsOf } from '../shared/clouds/types/paths.ts';

export interface Edit {
  readonly steps: readonly string[];
  /** `nothing`: the value is not stored. `keys`: only its keys are stored. `anything`: it is a document, which may hold any field. */
  readonly to: 'nothing' | 'keys' | 'anything';
}

export function editsOf({ drop = [], keysOnly = [], documents = [] }: TypeDefinition): readonly Edit[] {
  const edits = (paths: readonly Path[], to: Edit['to']): readonly Edit[] => paths.map((path) => ({ steps: stepsOf(path), to }));
  return [...edits(drop, 'nothing'), ...edits(keysOnly, 'keys'), ...edits(documents, 'anything')];
}

/** The edits of what is at a member, an element (`[]`) or a value of a map (`*`). */
export const below = (edits: readonly Edit[], step: string): readonly Edit[] =>
  edits.flatMap(({ steps: [first, ...rest], to }) => (first === step ? [{ steps: rest, to }] : []));
