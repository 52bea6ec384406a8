import { installedArchitecture } from '../../lib/duckdb-binding.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONTEXT_KEYS, readSettings } from '../../lib/context.ts';
import { InvalidContext } from '../../lib/invalid-context.ts';
import { synthesized } from './templates.ts';

describe('readSettings', () => {
  it('has a default for every value that can have one', () => {
    expect(readSettings({})).toEqual({
      nightly: 'cron(0 2 * * ? *)',
      roleName: 'MusterReadRole',
      workerRoleName: 'MusterInventoryWorker',
      manage: false,
      manageRoleName: 'MusterManageRole',
      manageWorkerRoleName: 'MusterManageWorker',
      externalId: undefined,
      regions: '*',
      nightlyAccounts: '*',
      accountSync: 'nightly',
      details: 'policies',
      rhythm: 'nightly',
      alarmEmail: undefined,
      eventBus: undefined,
      eventSeverity: 'high',
      inventoryConcurrency: 50,
      inventoryBatch: 5,
      scanConcurrency: 20,
      exportConcurrency: 20,
      exportDisk: 4,
      exportDays: 400,
      exportArchitecture: installedArchitecture(),
      jobDeadlineHours: 6,
      logRetention: 30,
      platformAccount: undefined,
      organizationalUnits: undefined,
      iamRoles: undefined,
      oidc: {
        issuer: undefined,
        audiences: undefined,
        clientId: undefined,
        scopes: 'openid profile email offline_access',
        claims: undefined,
      },
      users: undefined,
      web: undefined,
    });
  });

  it('takes numbers and lists as the command line passes them', () => {
    const settings = readSettings({
      'muster:regions': 'eu-west-1, us-gov-east-1',
      'muster:inventory-concurrency': '7',
      'muster:log-retention-days': '90',
      'muster:organizational-units': 'r-ab12,ou-ab12-34567890',
    });

    expect(settings).toMatchObject({
      regions: ['eu-west-1', 'us-gov-east-1'],
      inventoryConcurrency: 7,
      logRetention: 90,
      organizationalUnits: ['r-ab12', 'ou-ab12-34567890'],
    });
  });

  it.each([
    ['muster:nightly', 'every night'],
    ['muster:nightly-accounts', ''],
    ['muster:nightly-accounts', 'unit:/Root/Prod/*,prod'],
    ['muster:account-sync', 'daily'],
    ['muster:role-name', 'a role'],
    ['muster:role-names', 'Reader,*'],
    ['muster:role-names', ''],
    ['muster:secrets', 'hunter2'],
    ['muster:secrets', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*/x'],
    ['muster:secrets', '*'],
    ['muster:worker-role-name', ''],
    ['muster:external-id', 'short'],
    ['muster:regions', 'eu-west-1,Frankfurt'],
    ['muster:regions', 'mars-1'],
    ['muster:regions', 'eu-west-1,'],
    ['muster:details', 'some'],
    ['muster:max-resources-per-slice', '0'],
    ['muster:rhythm', 'weekly'],
    ['muster:alarm-email', 'nobody'],
    ['muster:inventory-concurrency', '1'],
    ['muster:inventory-concurrency', ''],
    ['muster:inventory-batch', '0'],
    ['muster:inventory-batch', '11'],
    ['muster:scan-concurrency', '1001'],
    ['muster:job-deadline-hours', '0.5'],
    ['muster:log-retention-days', '31'],
    ['muster:oidc-issuer', 'http://login.example.com'],
    ['muster:oidc-issuer', 'https://login.example.com?tenant=1'],
    ['muster:oidc-audience', ''],
    ['muster:oidc-client', 'a b'],
    ['muster:oidc-scopes', ''],
    ['muster:oidc-claims', 7],
    ['muster:users', 'okta'],
    ['muster:platform-account', '1234'],
    ['muster:organizational-units', 'root'],
  ])('refuses %s=%j with one sentence that names the allowed values', (key, value) => {
    const read = () => readSettings({ [key]: value });

    expect(read).toThrow(InvalidContext);
    expect(read).toThrow(`The context value ${key} is ${JSON.stringify(value)}; it takes `);
  });

  it.each([
    ['muster:iam-roles', '{"Ops": "viewer"}', '"Ops" is not the ARN of a role or a user; write one such as'],
    ['muster:iam-roles', '{"*": "viewer"', 'It is neither JSON nor a file with JSON ('],
    ['muster:iam-roles', 'no-such-file.json', 'It is neither JSON nor a file with JSON (ENOENT'],
    [
      'muster:iam-roles',
      JSON.stringify({ [`arn:aws:iam::123456789012:role/${'x'.repeat(800)}`]: 'viewer' }),
      'characters of JSON, and at most 600 are taken',
    ],
    ['muster:oidc-claims', '{"role": "x"', 'It is neither JSON nor a file with JSON ('],
  ])('refuses %s=%s and says what is wrong with it', (key, value, reason) => {
    const read = () => readSettings({ [key]: value });

    expect(read).toThrow(InvalidContext);
    expect(read).toThrow(reason);
    expect(read).toThrow(`The context value ${key} cannot be used. `);
  });

  it('reads rights from a file, from JSON and from an object of cdk.json', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
    const file = join(folder, 'roles.json');
    writeFileSync(file, '{\n  "*": "viewer"\n}\n');
    try {
      for (const given of [file, '{ "*": "viewer" }', { '*': 'viewer' }])
        expect(readSettings({ 'muster:iam-roles': given }).iamRoles).toBe('{"*":"viewer"}');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [
      { 'muster:oidc-issuer': 'https://login.example.com' },
      'muster:oidc-issuer and muster:oidc-audience belong together, and there is only muster:oidc-issuer',
    ],
    [{ 'muster:oidc-client': 'cli' }, 'muster:oidc-issuer and muster:oidc-audience belong together, and there is only muster:oidc-client'],
    [
      { 'muster:users': 'cognito', 'muster:oidc-client': 'cli' },
      'With muster:users=cognito the user pool is the issuer: leave muster:oidc-client out',
    ],
  ])('refuses values that mean nothing alone or together: %j', (context, sentence) => {
    expect(() => readSettings(context)).toThrow(sentence);
  });

  it('refuses a key that does not exist, and names the keys that do', () => {
    expect(() => readSettings({ 'muster:region': 'eu-west-1' })).toThrow(
      `There is no context value muster:region; the context values are ${CONTEXT_KEYS.join(', ')}.`,
    );
  });

  it('reports every invalid value at once', () => {
    const read = () => readSettings({ 'muster:nightly': '', 'muster:regions': '' });

    expect(read).toThrow(/muster:nightly[^\n]*\n[^\n]*muster:regions/);
  });

  it('ignores keys that do not begin with muster:', () => {
    expect(() => readSettings({ 'aws:cdk:version-reporting': true, musterless: 1 })).not.toThrow();
  });
});

describe('what the context changes in the stack', () => {
  const { platform, member } = synthesized({
    'muster:nightly': 'rate(12 hours)',
    'muster:role-name': 'Reader',
    'muster:role-names': 'Auditor, Reader,Other',
    'muster:secrets': 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:azure/*, arn:aws:ssm:eu-west-1:111122223333:parameter/oci',
    'muster:worker-role-name': 'Worker',
    'muster:external-id': 'an-id-that-no-one-guesses',
    'muster:regions': 'eu-west-1,eu-north-1',
    'muster:details': 'all',
    'muster:rhythm': 'adaptive',
    'muster:max-resources-per-slice': '250000',
    'muster:alarm-email': 'ops@example.com',
    'muster:inventory-concurrency': 4,
    'muster:inventory-batch': 10,
    'muster:job-deadline-hours': 2,
    'muster:log-retention-days': 7,
    'muster:platform-account': '111122223333',
  });

  it('reaches the functions', () => {
    expect(platform.one('AWS::Lambda::Function', 'InventoryWorker').Properties['Environment'].Variables).toMatchObject({
      MUSTER_ROLE_NAME: 'Reader',
      MUSTER_EXTERNAL_ID: 'an-id-that-no-one-guesses',
      MUSTER_REGIONS: 'eu-west-1,eu-north-1',
      MUSTER_DETAILS: 'all',
      MUSTER_RHYTHM: 'adaptive',
      MUSTER_MAX_RESOURCES_PER_SLICE: '250000',
    });
    expect(platform.one('AWS::Lambda::Function', 'JobHandler').Properties['Environment'].Variables).toMatchObject({
      JOB_DEADLINE_HOURS: '2',
    });
  });

  it('reaches schedule, concurrency, logs and alarms', () => {
    expect(platform.one('AWS::Scheduler::Schedule', 'SchedulesNightly').Properties['ScheduleExpression']).toBe('rate(12 hours)');
    expect(platform.one('AWS::Lambda::EventSourceMapping', 'InventoryWorker').Properties).toMatchObject({
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    for (const { Properties } of platform.ofType('AWS::Logs::LogGroup')) expect(Properties['RetentionInDays']).toBe(7);
    expect(platform.one('AWS::SNS::Subscription', 'Alarms').Properties).toMatchObject({ Protocol: 'email', Endpoint: 'ops@example.com' });
    expect(platform.one('AWS::CloudWatch::Alarm', 'AlarmsInventoryAge').Properties['Threshold']).toBe(3600);
  });

  it('gives the worker and the member role the same names, and the worker the secrets', () => {
    const trust = JSON.stringify(member.one('AWS::IAM::Role').Properties['AssumeRolePolicyDocument']);

    expect(platform.one('AWS::IAM::Role', 'InventoryWorker').Properties['RoleName']).toBe('Worker');
    expect(trust).toContain(':role/Worker');
    expect(member.one('AWS::IAM::Role').Properties['RoleName']).toBe('Reader');
    expect(JSON.stringify(platform.identityStatements())).toContain(':iam::*:role/Reader');
    expect(JSON.stringify(platform.identityStatements())).toContain(':iam::*:role/Auditor');
    expect(platform.one('AWS::Lambda::Function', 'ApiHandler').Properties['Environment'].Variables).toMatchObject({
      MUSTER_ROLE_NAMES: 'Reader,Auditor,Other',
    });
    expect(JSON.stringify(platform.identityStatements())).toContain('"arn:aws:secretsmanager:eu-west-1:111122223333:secret:azure/*"');
    expect(JSON.stringify(platform.identityStatements())).toContain('"arn:aws:ssm:eu-west-1:111122223333:parameter/oci"');
    expect(member.parameters).toMatchObject({
      PlatformAccount: { Default: '111122223333' },
      ExternalId: { Default: 'an-id-that-no-one-guesses' },
    });
  });
});
