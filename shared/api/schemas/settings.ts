/** The settings of a deployment that its users may know: what the stack hands to the API, and the API's view of it. */
import { z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../severity.ts';

const schedule = z.string().min(1);

/** The stack hands these settings to the API as JSON. Functions have 4 KB of variables together, so a long selection of accounts is left out. */
export const deploymentSettingsSchema = z
  .strictObject({
    nightly: schedule,
    /** The nightly run covers these: `*`, or accounts and selectors; absent if the text is too long to be told. */
    accounts: z.string().min(1).optional(),
    account_sync: z.enum(['nightly', 'never']),
    export_days: z.number().int().positive(),
    log_days: z.number().int().positive(),
    job_deadline_hours: z.number().positive(),
    /** Events go to a bus of EventBridge. */
    event_bus: z.boolean(),
    /** Alarms are sent to an address; it is nobody's business which. */
    alarm_email: z.boolean(),
  })
  .readonly();
export type DeploymentSettings = z.infer<typeof deploymentSettingsSchema>;

export const settingsSchema = z
  .object({
    version: z.string().openapi({ description: 'The version of Muster.' }),
    schedules: z
      .array(
        z.object({
          name: z.enum(['nightly', 'poll']),
          what: z.string().openapi({ description: 'What is started.' }),
          expression: schedule.openapi({ description: 'As EventBridge Scheduler has it.', example: 'cron(0 2 * * ? *)' }),
          words: z
            .string()
            .optional()
            .openapi({ description: 'The expression in words, if it is a usual one.', example: 'every day at 02:00 UTC' }),
        }),
      )
      .readonly(),
    nightly_accounts: z.string().optional().openapi({
      description:
        'What the nightly run covers: `*` for every enabled account, or accounts and selectors. Absent if there are too many to be told.',
    }),
    account_sync: z.enum(['nightly', 'never']).openapi({
      description: 'Whether the accounts are brought in line with what the connections see before each nightly run.',
    }),
    retention: z
      .array(
        z.object({
          what: z.enum(['audit', 'deleted_resources', 'exports', 'jobs', 'logs', 'notifications', 'suppressions']),
          days: z.number().int(),
        }),
      )
      .readonly()
      .openapi({
        description: 'For how many days what is kept after it ended, or was made. Current resources, their history and findings are kept.',
      }),
    job_deadline_hours: z.number().openapi({ description: 'Hours after which a job is ended.' }),
    event_severity: z.enum(SEVERITIES).openapi({ description: 'Findings of this severity, and of graver ones, are told.' }),
    integrations: z
      .array(
        z.object({
          name: z.enum(['sign_in', 'events_topic', 'event_bus', 'alarm_email', 'notifications_rpc']),
          on: z.boolean(),
          target: z
            .string()
            .optional()
            .openapi({ description: 'An ARN or an address. Absent where there is none, or where it is not told.' }),
        }),
      )
      .readonly(),
  })
  .openapi('Settings');
