/** How an account is doing, in a word and a sign. */
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';

export interface AccountStanding {
  readonly enabled: boolean;
  readonly status: 'never_run' | 'ok' | 'partial' | 'failed';
  readonly state?: string | undefined;
  readonly left_at?: string | undefined;
}

const STATUS = {
  never_run: ['pending', 'Never read'],
  ok: ['success', 'Read'],
  partial: ['warning', 'Read in part'],
  failed: ['error', 'Could not be read'],
} as const satisfies Readonly<Record<AccountStanding['status'], readonly [StatusIndicatorProps.Type, string]>>;

export function AccountState({ enabled, status, state, left_at }: AccountStanding) {
  if (left_at !== undefined) return <StatusIndicator type="stopped">Left its organization</StatusIndicator>;
  if (!enabled)
    return <StatusIndicator type="stopped">{state === undefined ? 'Disabled' : `Disabled: ${state.toLowerCase()}`}</StatusIndicator>;
  const [type, text] = STATUS[status];
  return <StatusIndicator type={type}>{text}</StatusIndicator>;
}
