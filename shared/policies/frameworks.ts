/** Frameworks: lists of all controls of a benchmark, so that what is covered is a figure. Policies say which controls they answer. */
import { z } from 'zod';
import type { CompiledPolicy } from './compile-policy.ts';
import { FRAMEWORKS } from './frameworks.generated.ts';
import type { Policy } from './policy.ts';

/** Why no policy answers a control: it takes a person, or no policy has been written yet. */
export const CONTROL_STATUSES = ['manual', 'not_covered'] as const;

export const controlSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  section: z.string().min(1),
  level: z.enum(['Level 1', 'Level 2']).optional().describe('Of CIS benchmarks.'),
  assessment: z.enum(['Automated', 'Manual']).optional().describe('Of CIS benchmarks: what its authors call it.'),
  severity: z.enum(['critical', 'high', 'medium', 'low']).optional().describe("The framework's own rating."),
  status: z.enum(CONTROL_STATUSES).optional().describe('Absent where a policy answers it.'),
  partial: z.string().min(1).optional().describe('Of a control that policies answer in part only: what they do not look at.'),
});

export const frameworkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  name: z.string().min(1),
  controls: z.array(controlSchema).min(1),
});

export type Control = z.infer<typeof controlSchema>;
export type Framework = z.infer<typeof frameworkSchema>;

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
export function coverageOf({ id, controls }: Framework, policies: readonly Pick<CompiledPolicy, 'policy'>[]): readonly ControlCoverage[] {
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
