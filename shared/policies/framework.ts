/** Schema of a framework's file, which lists every control of a benchmark. */
import { z } from 'zod';

export const controlSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  section: z.string().min(1),
  level: z.enum(['Level 1', 'Level 2']).optional().describe('CIS benchmarks only: the level of the control.'),
  assessment: z.enum(['Automated', 'Manual']).optional().describe('CIS benchmarks only: how its authors say the control is assessed.'),
  severity: z.enum(['critical', 'high', 'medium', 'low']).optional().describe("The framework's own severity."),
  status: z
    .literal('manual')
    .optional()
    .describe('Only a person can check the control. Without it, a control that no policy names is not covered yet.'),
  retired: z
    .literal(true)
    .optional()
    .describe(
      'The control has left the standard: it is neither listed nor scored. It stays in the file, because mappings to other standards name it, and policies by it.',
    ),
  reason: z.string().min(1).optional().describe('Why only a person can check the control.'),
  partial: z.string().min(1).optional().describe('If policies cover the control in part only: what they do not check.'),
  not_inventoried: z
    .array(z.string().min(1))
    .min(1)
    .readonly()
    .optional()
    .describe('The resource types that `partial` calls not inventoried. A test fails once one of them is.'),
});

export const frameworkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  name: z.string().min(1),
  controls: z
    .array(
      controlSchema.refine(
        ({ status, reason }) => (status === 'manual') === (reason !== undefined),
        'A manual control says why (reason); another has no reason.',
      ),
    )
    .min(1),
});

/**
 * A framework's file. One whose controls are wider than what configuration shows says so once, for all its controls: `partial` of those that policies
 * speak to, and as the `reason` of the others, which are manual, `others`. `npm run generate` gives them to the controls.
 */
export const frameworkFileSchema = frameworkSchema
  .extend({ partial: z.string().min(1).optional(), others: z.string().min(1).optional() })
  .refine(({ partial, others }) => (partial === undefined) === (others === undefined), 'has one of partial and others without the other');

/** The controls of other frameworks that the public mappings name for a control, by framework; these by the control's id and its own framework. */
export const mappingsSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))));

export type Mappings = z.infer<typeof mappingsSchema>;
export type Control = z.infer<typeof controlSchema>;
export type Framework = z.infer<typeof frameworkSchema>;
