/** The settings of the deployment: what runs when, what is kept how long, and what is told to whom. Nothing in it is secret. */
import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi';
import type { OidcSettings } from '../../access/oidc-settings.ts';
import { AUDIT_DAYS } from '../../audit/audit-log.ts';
import { Forbidden } from '../../errors.ts';
import { DELETED_ROW_DAYS } from '../../inventory/repository.ts';
import { JOB_ROW_DAYS } from '../../jobs/plan.ts';
import { NOTIFICATION_DAYS } from '../../notifications/notify.ts';
import { ENDED_ROW_DAYS } from '../../scan/suppression-repository.ts';
import { scheduleWords } from '../../schedule-words.ts';
import type { ApiEnv, Deployment } from '../api-env.ts';
import { viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { settingsSchema } from '../schemas/settings.ts';

export const getSettings = createRoute({
  method: 'get',
  path: '/settings',
  operationId: 'getSettings',
  summary: 'Show the settings of the deployment',
  description: 'Only callers who may see everything may ask: the settings concern every account.',
  tags: ['settings'],
  responses: { 200: { description: 'The settings.', content: json(settingsSchema) }, ...problems(400) },
});

export function registerSettings(app: OpenAPIHono<ApiEnv>, deployment: Deployment, tokens: OidcSettings | undefined): void {
  app.openapi(getSettings, (c) => {
    if (c.get('principal').scope.kind === 'limited') throw new Forbidden('The settings concern every account; you may see a part only.');
    return c.json(viewOf(settingsSchema, settingsOf(deployment, tokens)), 200);
  });
}

function settingsOf(
  { version, settings, topic, eventSeverity }: Deployment,
  tokens: OidcSettings | undefined,
): z.input<typeof settingsSchema> {
  const schedules = [
    { name: 'nightly' as const, what: 'An inventory, then a scan of it, then an export', expression: settings.nightly },
    { name: 'poll' as const, what: 'A poll, which ends jobs that no worker can end', expression: 'rate(1 minute)' },
  ];
  return {
    version,
    schedules: schedules.map((each) => {
      const words = scheduleWords(each.expression);
      return { ...each, ...(words !== undefined && { words }) };
    }),
    ...(settings.accounts !== undefined && { nightly_accounts: settings.accounts }),
    account_sync: settings.account_sync,
    retention: [
      { what: 'audit', days: AUDIT_DAYS },
      { what: 'exports', days: settings.export_days },
      { what: 'deleted_resources', days: DELETED_ROW_DAYS },
      { what: 'jobs', days: JOB_ROW_DAYS },
      { what: 'notifications', days: NOTIFICATION_DAYS },
      { what: 'suppressions', days: ENDED_ROW_DAYS },
      { what: 'logs', days: settings.log_days },
    ],
    job_deadline_hours: settings.job_deadline_hours,
    event_severity: eventSeverity,
    integrations: [
      { name: 'sign_in', on: tokens !== undefined, ...(tokens && { target: tokens.issuer }) },
      { name: 'events_topic', on: topic !== undefined, ...(topic !== undefined && { target: topic }) },
      { name: 'event_bus', on: settings.event_bus },
      { name: 'alarm_email', on: settings.alarm_email },
      { name: 'notifications_rpc', on: true },
    ],
  };
}
