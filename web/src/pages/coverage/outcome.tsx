/** An outcome of coverage, by a word and an icon beside its colour. */
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { OUTCOMES, type Outcome } from './outcome-words.ts';

const TYPES: Readonly<Record<Outcome, StatusIndicatorProps.Type>> = {
  failed: 'error',
  denied: 'error',
  partial: 'warning',
  suspect: 'warning',
  search_only: 'info',
  being_read: 'in-progress',
  not_read: 'stopped',
  skipped: 'pending',
  complete: 'success',
  unsupported: 'not-started',
};

export const OutcomeWord = ({ of }: { readonly of: Outcome }) => (
  <span title={OUTCOMES[of].meaning}>
    <StatusIndicator type={TYPES[of]}>{OUTCOMES[of].word}</StatusIndicator>
  </span>
);
