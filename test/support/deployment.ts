/** The deployment of which the APIs of tests are a part. */
import type { Deployment } from '../../shared/api/api-env.ts';

export const DEPLOYMENT: Deployment = {
  version: '0.1.0',
  settings: {
    nightly: 'cron(0 2 * * ? *)',
    accounts: '*',
    account_sync: 'nightly',
    export_days: 400,
    log_days: 30,
    job_deadline_hours: 6,
    event_bus: false,
    alarm_email: true,
  },
  topic: 'arn:aws:sns:eu-west-1:000000000000:events',
  eventSeverity: 'high',
};
