/** The changes of a configuration that a request may not make once the resource exists. */
import type { FieldProblem } from '../validation/field-problem.ts';
import { withDefaults } from './config-check.ts';
import type { Manager } from './manager.ts';
import { pointerParts } from './member-path.ts';
import type { Spec } from './model.ts';
import { shownValue } from './shown-value.ts';

export interface ForbiddenChanges {
  /** Fields that can never be changed. */
  readonly immutable: readonly FieldProblem[];
  /** The paths of fields whose change would replace a resource that is to be retained: `config.engine`. */
  readonly replaced: readonly string[];
}

/** What a request changes is told from the configurations, and not from what is at the provider, which others may have changed. */
export function forbiddenChanges(manager: Pick<Manager, 'configSchema' | 'diff'>, before: Spec, after: Spec): ForbiddenChanges {
  const differences = manager.diff(withDefaults(manager, after.config), withDefaults(manager, before.config));
  const fieldOf = (path: string): string => ['config', ...pointerParts(path)].join('.');
  return {
    immutable: differences
      .filter(({ effect }) => effect === 'immutable')
      .map(({ path, now, then }) => {
        const field = fieldOf(path);
        const message = `${field}: ${shownValue(then)} came: it is ${shownValue(now)}, and cannot be changed once the resource exists; leave it, or ask for another resource.`;
        return { field, message };
      }),
    replaced:
      after.deletion_policy === 'retain' ? differences.filter(({ effect }) => effect === 'replace').map(({ path }) => fieldOf(path)) : [],
  };
}
