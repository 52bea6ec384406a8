/** Checks that the frameworks and controls that a policy names exist. */
import { suggestion } from '../validation/nearest.ts';
import { frameworkNamed, frameworks } from './frameworks.ts';
import type { Rule } from './policy.ts';

export interface MappingProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export function mappingProblems(policy: Rule): readonly MappingProblem[] {
  return Object.entries(policy.frameworks).flatMap(([id, controls]): MappingProblem[] => {
    const framework = frameworkNamed(id);
    if (!framework) {
      const known = frameworks().map((each) => each.id);
      return [
        {
          path: ['frameworks', id],
          message: `frameworks: there is no framework ${id}; there are ${known.join(', ')}.${suggestion(id, known)}`,
        },
      ];
    }
    const known = framework.controls.map((control) => control.id);
    return controls.flatMap((control, index) =>
      known.includes(control)
        ? []
        : [{ path: ['frameworks', id, index], message: `frameworks: ${id} has no control ${control}.${suggestion(control, known)}` }],
    );
  });
}
