/** The form of a framework's file: all controls of a benchmark. */
import { z } from 'zod';

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
