import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../lib/context.ts';
import { toldSettings } from '../../lib/told-settings.ts';
import { deploymentSettingsSchema } from '../../shared/api/schemas/settings.ts';

describe('the settings that the API tells', () => {
  it('are those of the context, in the form that the API takes', () => {
    const told = toldSettings(readSettings({ 'muster:alarm-email': 'ops@example.com', 'muster:nightly-accounts': 'tag:team=payments' }));

    expect(deploymentSettingsSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual({
      nightly: 'cron(0 2 * * ? *)',
      accounts: 'tag:team=payments',
      account_sync: 'nightly',
      export_days: 400,
      log_days: 30,
      job_deadline_hours: 6,
      event_bus: false,
      alarm_email: true,
    });
  });

  it('leave out a list of accounts that would fill the variables of the function', () => {
    const accounts = Array.from({ length: 500 }, (_, index) => String(index).padStart(12, '0')).join(',');

    expect(toldSettings(readSettings({ 'muster:nightly-accounts': accounts }))).not.toHaveProperty('accounts');
  });

  it('do not have the address of the alarms', () => {
    expect(JSON.stringify(toldSettings(readSettings({ 'muster:alarm-email': 'ops@example.com' })))).not.toContain('ops@');
  });
});
