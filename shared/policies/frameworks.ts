/** Frameworks list every control of a benchmark, and policies name the controls that they cover; together they give each framework's coverage. */
import { FRAMEWORKS } from './frameworks.generated.ts';
import type { Control, Framework } from './framework.ts';
import type { Rule } from './policy.ts';

export interface ControlCoverage<P = Rule> {
  readonly control: Control;
  /** `partial`: the policies do not check all that the control demands, so the control never counts as passed. */
  readonly status: 'covered' | 'partial' | 'manual' | 'not_covered';
  readonly policies: readonly P[];
}

/** Sorted by id. */
export const frameworks = (): readonly Framework[] => FRAMEWORKS;

/** Undefined if there is no such framework. */
export const frameworkNamed = (id: string): Framework | undefined => FRAMEWORKS.find((framework) => framework.id === id);

/** Each control that the standard still has, with the policies that cover it, in the framework's order. */
export function coverageOf<P extends { readonly frameworks: Readonly<Record<string, readonly string[]>> }>(
  { id, controls }: Framework,
  policies: readonly { readonly policy: P }[],
): readonly ControlCoverage<P>[] {
  const byControl = new Map<string, P[]>();
  for (const { policy } of policies) {
    for (const control of policy.frameworks[id] ?? []) byControl.set(control, [...(byControl.get(control) ?? []), policy]);
  }
  const current = controls.filter(({ retired }) => !retired);
  return current.map((control) => {
    const covering = byControl.get(control.id) ?? [];
    const covered = control.partial === undefined ? 'covered' : 'partial';
    return { control, status: covering.length > 0 ? covered : (control.status ?? 'not_covered'), policies: covering };
  });
}
