import { describe, expect, it } from '@jest/globals';
import { jobRequestSchema } from '../../shared/jobs/job-request.ts';
import { type JobForm, requestOf } from '../../web/src/pages/jobs/job-request.ts';

const form: JobForm = { operation: 'inventory', service: '', policy: '', accounts: '', thenScan: true, thenExport: true };

describe('the request of the form', () => {
  it.each([
    ['an inventory of everything', form, { operation: 'inventory', then: { operation: 'scan', then: { operation: 'export' } } }],
    ['an inventory alone', { ...form, thenScan: false, thenExport: false }, { operation: 'inventory' }],
    ['an inventory and an export', { ...form, thenScan: false }, { operation: 'inventory', then: { operation: 'export' } }],
    [
      'a service of some accounts',
      { ...form, service: ' s3 ', accounts: '123456789012\n\n unit:/Root/Prod/* ', thenExport: false },
      { operation: 'inventory', service: 's3', accounts: ['123456789012', 'unit:/Root/Prod/*'], then: { operation: 'scan' } },
    ],
    [
      'a scan, which takes no service',
      { ...form, operation: 'scan', service: 's3', policy: 'cis-aws-7.0' },
      { operation: 'scan', policy: 'cis-aws-7.0', then: { operation: 'export' } },
    ],
    [
      'an export, which takes nothing',
      { ...form, operation: 'export', service: 's3', policy: 'x', accounts: 'y' },
      { operation: 'export' },
    ],
  ] as const)('is right for %s', (_name, typed, expected) => {
    const request = requestOf(typed, 'token-1');

    expect(request).toEqual({ ...expected, client_token: 'token-1' });
    expect(jobRequestSchema.safeParse(request).success).toBe(true);
  });
});
