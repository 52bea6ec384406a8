/** Makes the request that starts a job of what somebody has typed. */
import type { JobRequest } from '../../../../shared/jobs/job-request.ts';

export type Operation = 'inventory' | 'scan' | 'export';

export interface JobForm {
  readonly operation: Operation;
  readonly service: string;
  readonly policy: string;
  /** Ids and selectors, one a line. */
  readonly accounts: string;
  readonly thenScan: boolean;
  readonly thenExport: boolean;
}

/** Fields that the operation does not take are left out, whatever was typed there before. */
export function requestOf(form: JobForm, client_token: string): JobRequest {
  const { operation, thenScan, thenExport } = form;
  if (operation === 'export') return { operation, client_token };
  const service = form.service.trim();
  const policy = form.policy.trim();
  const accounts = form.accounts
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const exported = thenExport && { then: { operation: 'export' } };
  return {
    operation,
    client_token,
    ...(operation === 'inventory' && service !== '' && { service }),
    ...(operation === 'scan' && policy !== '' && { policy }),
    ...(accounts.length > 0 && { accounts }),
    ...(operation === 'inventory' && thenScan ? { then: { operation: 'scan', ...exported } } : exported),
  };
}
