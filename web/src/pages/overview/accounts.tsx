/** How many accounts are in each state. */
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { ACCOUNT_STATUSES, type AccountStatus } from '../../../../shared/connections/model.ts';
import { RouteLink } from '../../components/route-link.tsx';
import type { Summary } from './summary.ts';

const STATES: Readonly<Record<AccountStatus, { readonly type: StatusIndicatorProps.Type; readonly text: string }>> = {
  ok: { type: 'success', text: 'read whole' },
  partial: { type: 'warning', text: 'read in part' },
  failed: { type: 'error', text: 'could not be read' },
  never_run: { type: 'pending', text: 'not read yet' },
};

export function Accounts({ accounts: { total, enabled, by_status } }: { readonly accounts: Summary['accounts'] }) {
  const states = ACCOUNT_STATUSES.filter((status) => by_status[status]);
  return (
    <KeyValuePairs
      columns={2}
      items={[
        { label: 'Enabled', value: <RouteLink to="/accounts">{`${enabled.toLocaleString()} of ${total.toLocaleString()}`}</RouteLink> },
        ...states.map((status) => ({
          label: <StatusIndicator type={STATES[status].type}>{STATES[status].text}</StatusIndicator>,
          value: (by_status[status] ?? 0).toLocaleString(),
        })),
      ]}
    />
  );
}
