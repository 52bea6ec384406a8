/** Frameworks: lists of all controls of a benchmark, so that what is covered is a figure. Policies say which controls they answer. */
import { FRAMEWORKS } from './frameworks.generated.ts';
import type { CONTROL_STATUSES, Control, Framework } from './framework.ts';
import type { Policy } from './policy.ts';

export interface ControlCoverage {
  readonly control: Control;
  /** `partial`: it may be violated where no policy looks, so that it never counts as passed. */
  readonly status: 'covered' | 'partial' | (typeof CONTROL_STATUSES)[number];
  readonly policies: readonly Policy[];
}

/** Sorted by id. */
export const frameworks = (): readonly Framework[] => FRAMEWORKS;

/** Undefined if there is no such framework. */
export const frameworkNamed = (id: string): Framework | undefined => FRAMEWORKS.find((framework) => framework.id === id);

/** Each control with the policies that answer it, in the framework's order. */
export function coverageOf({ id, controls }: Framework, policies: readonly { readonly policy: Policy }[]): readonly ControlCoverage[] {
  const byControl = new Map<string, Policy[]>();
  for (const { policy } of policies) {
    for (const control of policy.frameworks[id] ?? []) byControl.set(control, [...(byControl.get(control) ?? []), policy]);
  }
  return controls.map((control) => {
    const answering = byControl.get(control.id) ?? [];
    const answered = control.partial === undefined ? 'covered' : 'partial';
    return { control, status: answering.length > 0 ? answered : (control.status ?? 'not_covered'), policies: answering };
  });
}
