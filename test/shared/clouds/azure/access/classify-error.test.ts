import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AzureError, refusalIn } from '../../../../../shared/clouds/azure/access/azure-error.ts';
import { classifyError } from '../../../../../shared/clouds/azure/access/classify-error.ts';
import { ERROR_TABLE } from '../../../../../shared/clouds/azure/access/error-table.ts';
import { CLOUD_ERROR_CLASSES, CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { recordings } from '../support/recordings.ts';

const SCOPE = '/subscriptions/33333333-aaaa-4bbb-8ccc-333333333333';
const call = { place: 'storage in the subscription 3333', permission: 'Microsoft.Storage/storageAccounts/read' };

const arm = (status: number, code: string, message = 'It failed.'): CloudError =>
  classifyError(refusalIn('management', status, { error: { code, message } }), call);
const graph = (status: number, code: string, message = 'It failed.'): CloudError =>
  classifyError(refusalIn('graph', status, { error: { code, message } }), { place: 'entra', permission: 'Policy.Read.All' });

describe('classifyError', () => {
  it.each([
    [403, 'AuthorizationFailed', 'denied'],
    [403, 'SomethingNew', 'denied'],
    [401, 'InvalidAuthenticationToken', 'denied'],
    [401, 'InvalidAuthenticationTokenTenant', 'denied'],
    [401, 'ExpiredAuthenticationToken', 'transient'],
    [403, 'ReadOnlyDisabledSubscription', 'denied'],
    [409, 'MissingSubscriptionRegistration', 'unsupported'],
    [400, 'NoRegisteredProviderFound', 'unsupported'],
    [409, 'SubscriptionNotRegistered', 'unsupported'],
    [404, 'ResourceNotFound', 'invalid'],
    [404, 'ResourceGroupNotFound', 'invalid'],
    [404, 'ParentResourceNotFound', 'invalid'],
    [400, 'BadRequest', 'invalid'],
    [400, 'InvalidApiVersionParameter', 'invalid'],
    [429, 'TooManyRequests', 'throttled'],
    [429, '429', 'throttled'],
    [429, 'ResourceRequestsThrottled', 'throttled'],
    [429, 'RetryableError', 'throttled'],
    [409, 'AnotherOperationInProgress', 'transient'],
    [409, 'Conflict', 'transient'],
    [500, 'InternalServerError', 'transient'],
    [503, 'ServiceUnavailable', 'transient'],
    [504, 'GatewayTimeout', 'transient'],
    [418, 'SomethingNew', 'invalid'],
  ] as const)('classes %d %s of Resource Manager as %s', (status, code, errorClass) => {
    expect(arm(status, code).details.class).toBe(errorClass);
  });

  it.each([
    [403, 'Authorization_RequestDenied', 'denied'],
    [403, 'AccessDenied', 'denied'],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'unsupported'],
    [404, 'Request_ResourceNotFound', 'invalid'],
    [404, 'Authorization_IdentityNotFound', 'denied'],
    [400, 'Directory_ExpiredPageToken', 'transient'],
    [429, 'activityLimitReached', 'throttled'],
    [500, 'UnknownError', 'transient'],
  ] as const)('classes %d %s of Microsoft Graph as %s', (status, code, errorClass) => {
    expect(graph(status, code).details.class).toBe(errorClass);
  });

  it('names the permission that Resource Manager names, in its words', () => {
    const message = `The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Sql/servers/databases/auditingSettings/read' over scope '${SCOPE}' or the scope is invalid.`;
    const error = arm(403, 'AuthorizationFailed', message);
    expect(error.details).toEqual({
      class: 'denied',
      error_code: 'AuthorizationFailed',
      permission: 'Microsoft.Sql/servers/databases/auditingSettings/read',
    });
    expect(error.message).toBe(
      'storage in the subscription 3333: the login may not call Microsoft.Sql/servers/databases/auditingSettings/read (AuthorizationFailed); give the application a role that allows it, such as Reader.',
    );
  });

  it('names the permission that Microsoft Graph names', () => {
    const message = 'Calling principal does not have required MSGraph permissions AuditLog.Read.All';
    const { details } = graph(403, 'Authentication_MSGraphPermissionMissing', message);
    expect(details.permission).toBe('AuditLog.Read.All');
  });

  it.each(["perform action 'rm -rf /'", "perform action '<script>/x'", `perform action '${'a/'.repeat(500)}'`, 'no action is named'])(
    'names the permission of the call if the message names none that looks like one: %s',
    (message) => {
      expect(arm(403, 'AuthorizationFailed', message).details.permission).toBe('Microsoft.Storage/storageAccounts/read');
    },
  );

  it("does not take a topic's subscription for an Azure subscription", () => {
    expect(arm(404, 'SubscriptionNotFound', 'Subscription does not exist').details.class).toBe('invalid');
    const error = arm(404, 'SubscriptionNotFound', "The subscription '33333333-aaaa-4bbb-8ccc-333333333333' could not be found.");
    expect(error.details).toEqual({ class: 'denied', error_code: 'SubscriptionNotFound' });
    expect(error.message).toContain('role Reader');
  });

  it('reads errors in all the forms that providers use', () => {
    expect(refusalIn('management', 429, { Code: '429', Message: 'Slow.' })).toMatchObject({ name: 'HTTP429', message: 'Slow.' });
    expect(refusalIn('management', 404, { code: 'NotFound', message: 'Gone.' })).toMatchObject({ name: 'NotFound', message: 'Gone.' });
    expect(refusalIn('management', 404, { ErrorCode: 'Missing', Message: 'Gone.' })).toMatchObject({ name: 'Missing' });
    expect(refusalIn('management', 404, null)).toMatchObject({ name: 'HTTP404', message: '' });
    expect(refusalIn('management', 404, undefined)).toMatchObject({ name: 'HTTP404' });
    expect(refusalIn('management', 500, { error: { code: 'a secret, or <b>markup</b>' } })).toMatchObject({ name: 'HTTP500' });
  });

  it('takes a network error for one that passes', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' });
    expect(classifyError(refused, call).details).toEqual({ class: 'transient', error_code: 'ECONNREFUSED' });
  });

  it('tells no text of Entra ID and no secret', () => {
    const secret = 'Abc8Q~planted-secret-of-an-application-00000000000000000000000000000000000';
    for (const error of [new AzureError('entra', 'AADSTS1234567', secret), new AzureError('management', 'Strange', `token=${secret}`)]) {
      expect(classifyError(error, call).message).not.toContain(secret);
    }
  });

  it('keeps an error that is classed already', () => {
    const error = new CloudError('No.', { class: 'denied', error_code: 'X' });
    expect(classifyError(error, call)).toBe(error);
  });
});

describe('the table of errors', () => {
  it('ends with a row that matches everything', () => {
    const { why, ...last } = ERROR_TABLE.at(-1) ?? {};
    expect(last).toEqual({ class: 'transient' });
    expect(why).toBeDefined();
  });

  it('says in each row what is wrong before it says what to do, without a full stop', () => {
    for (const { says, remedy } of ERROR_TABLE) {
      if (remedy !== undefined) expect(says).toBeDefined();
      for (const text of [says, remedy]) expect(text ?? '').not.toMatch(/\.$|^(The|There|An?|No) /);
    }
  });

  it('has no row that an earlier row hides', () => {
    const simple = ERROR_TABLE.flatMap((row, index) =>
      (row.codes ?? []).flatMap((code) =>
        typeof code === 'string' && row.text === undefined && row.status === undefined ? [{ row, index, code }] : [],
      ),
    );
    const seen = new Map<string, number>();
    for (const { row, index, code } of simple) {
      const key = `${row.from ?? ''} ${code}`;
      expect([key, seen.get(key) ?? index]).toEqual([key, index]);
      seen.set(key, index);
    }
  });
});

const folder = recordings('azure');
(folder === undefined ? describe.skip : describe)('recorded errors', () => {
  const errors = ['azure', 'msgraph'].flatMap((cloud) => {
    const path = recordings(cloud) ?? '';
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .filter((file) => /^(microsoft|msgraph)\./.test(file))
      .flatMap((file) => readFileSync(join(path, file), 'utf8').split('\n').filter(Boolean))
      .map(
        (line) => JSON.parse(line) as { readonly method: string; readonly path: string; readonly status: number; readonly body: unknown },
      )
      .filter(({ status }) => status >= 400)
      .map((recorded) => ({ ...recorded, cloud }));
  });

  it('are each classed as their status and code mean', () => {
    expect(errors.length).toBeGreaterThan(60);
    for (const { cloud, status, body } of errors) {
      const { details, message } = classifyError(refusalIn(cloud === 'azure' ? 'management' : 'graph', status, body), call);
      expect(CLOUD_ERROR_CLASSES).toContain(details.class);
      if (status === 403) expect([details.class, details.permission]).toEqual(['denied', expect.any(String)]);
      if (status === 429) expect(details.class).toBe('throttled');
      if (status >= 500) expect(details.class).toBe('transient');
      if (details.error_code === 'MissingSubscriptionRegistration') expect(details.class).toBe('unsupported');
      if (status === 404) expect(['invalid', 'denied']).toContain(details.class);
      expect(message.length).toBeLessThan(600);
    }
  });
});
