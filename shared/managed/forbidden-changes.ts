/** The changes of a configuration that a request may not make once the resource exists. */
import type { FieldProblem } from '../validation/field-problem.ts';
import { withDefaults } from './config-check.ts';
import type { Manager } from './manager.ts';
import { pointerParts } from './member-path.ts';
import type { ManagedRow, Spec } from './model.ts';
import { isSame } from './same-json.ts';
import { shownValue } from './shown-value.ts';

export interface ForbiddenChanges {
  /** Fields that can never be changed. */
  readonly immutable: readonly FieldProblem[];
  /** The paths of fields whose change would replace a resource that is to be retained: `config.engine`. */
  readonly replaced: readonly string[];
}

/**
 * The changes of a request: the differences from the resource that the configuration before it did not have, so that what others have changed by hand is not
 * taken for a wish. Nothing is forbidden while nobody has seen the resource.
 */
export function forbiddenChanges(
  manager: Pick<Manager, 'configSchema' | 'diff'>,
  { spec: before, actual_config: actual }: Pick<ManagedRow, 'spec' | 'actual_config'>,
  after: Spec,
): ForbiddenChanges {
  const differencesOf = ({ config }: Spec) => (actual ? manager.diff(withDefaults(manager, config), actual) : []);
  const old = differencesOf(before);
  const differences = differencesOf(after).filter(({ path, then }) => !old.some((each) => each.path === path && isSame(each.then, then)));
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
