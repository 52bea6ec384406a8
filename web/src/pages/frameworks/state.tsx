/** The states of controls, by a word and an icon beside the colour. */
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { stateOf, worded } from '../../../../shared/reports/framework-words.ts';
import type { Control } from './framework-api.ts';

const TYPES: Readonly<Record<Control['state'], StatusIndicatorProps.Type>> = {
  fail: 'error',
  unknown: 'warning',
  partial: 'warning',
  pass_where_seen: 'info',
  pass: 'success',
  no_data: 'pending',
  manual: 'stopped',
  not_covered: 'stopped',
};

// The keys of the constant are the states.
export const STATES = Object.keys(TYPES) as readonly Control['state'][];
export const STATE_OPTIONS = STATES.map((value) => ({ value, label: worded(value) }));

export const MEANINGS: Readonly<Record<Control['state'], string>> = {
  fail: 'A resource fails, and is not suppressed.',
  unknown: 'Nothing could be judged, because it could not be read.',
  partial: 'None fails, but policies check a part of the control only.',
  pass_where_seen: 'All that was judged passes, but not everything was seen.',
  pass: 'Everything was seen, and passes.',
  no_data: 'There is nothing to judge, or no scan has ended.',
  manual: 'Only a person can check it.',
  not_covered: 'No policy checks it yet.',
};

export const StateWord = ({ of }: { readonly of: Control }) => (
  <span title={MEANINGS[of.state]}>
    <StatusIndicator type={TYPES[of.state]}>{stateOf(of)}</StatusIndicator>
  </span>
);
