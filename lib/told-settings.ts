/** The settings that the API tells to whoever may see everything. */
import type { DeploymentSettings } from '../shared/api/schemas/settings.ts';
import type { Settings } from './context.ts';

/** A function has 4 KB of variables, which a long list of accounts would fill. */
const MOST_ACCOUNTS_TEXT = 40;

export function toldSettings(settings: Settings): DeploymentSettings {
  const accounts = settings.nightlyAccounts === '*' ? '*' : settings.nightlyAccounts.join(',');
  return {
    nightly: settings.nightly,
    ...(accounts.length <= MOST_ACCOUNTS_TEXT && { accounts }),
    account_sync: settings.accountSync,
    export_days: settings.exportDays,
    log_days: settings.logRetention,
    job_deadline_hours: settings.jobDeadlineHours,
    event_bus: settings.eventBus !== undefined,
    alarm_email: settings.alarmEmail !== undefined,
  };
}
