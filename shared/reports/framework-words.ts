/** The sentences in which the score of a framework is told, by `muster frameworks show` and in reports. */
import type { z } from 'zod';
import type { ControlState, frameworkSchema } from '../api/schemas/policies.ts';
import { counted, numberText } from '../number-text.ts';

type Framework = z.output<typeof frameworkSchema>;
type Seen = NonNullable<Framework['seen']>;
type Control = Framework['controls'][number];

/** `4 of 21 controls passed (19%), 1 of them where seen; 16 failed; 1 checked in part only, which does not count as passed`: of the controls that were judged. Undefined if none was. */
export function scoreText({ percent, states }: Framework['score']): string | undefined {
  if (percent === undefined) return undefined;
  const passing = states.pass + states.pass_where_seen;
  const judged = passing + states.fail + states.partial;
  const whereSeen = states.pass_where_seen === 0 ? '' : `, ${numberText(states.pass_where_seen)} of them where seen`;
  const passed = `${numberText(passing)} of ${counted(judged, 'control')} passed (${percent}%)${whereSeen}`;
  const failed = states.fail === 0 ? [] : [`${numberText(states.fail)} failed`];
  const inPart = states.partial === 0 ? [] : [`${numberText(states.partial)} checked in part only, which does not count as passed`];
  return [passed, ...failed, ...inPart].join('; ');
}

/** `2 of 3`: accounts seen whole. */
export const accountsOf = ({ accounts: { whole: read, total } }: Seen): string =>
  total === 0 ? '' : `${numberText(read)} of ${numberText(total)}`;

/** `2 of 3 accounts read whole; 40 of 41 verdicts known; 1 unknown, because …` */
export const seenText = ({ accounts: { whole: read, total }, resources: { judged, unknown, missing_permissions } }: Seen): string =>
  [
    ...(total === 0 ? [] : [`${numberText(read)} of ${counted(total, 'account')} read whole`]),
    `${numberText(judged)} of ${counted(judged + unknown, 'verdict')} known${unknown === 0 ? '' : `; ${unknownText(unknown, missing_permissions)}`}`,
  ].join('; ');

const isPassing = (state: ControlState): boolean => state === 'pass' || state === 'pass_where_seen';

/** `pass_where_seen` → `pass where seen` */
export const worded = (state: string): string => state.replaceAll('_', ' ');

/** A control that passes only because its failures are suppressed says so, so that nobody takes it for one without failures. */
export const stateOf = ({ state, suppressed }: Control): string =>
  suppressed > 0 && (isPassing(state) || state === 'partial') ? `${worded(state)} (${numberText(suppressed)} suppressed)` : worded(state);

export function suppressedOf(controls: readonly Control[]): string | undefined {
  const passing = controls.filter(({ state, suppressed }) => isPassing(state) && suppressed > 0).length;
  return passing === 0
    ? undefined
    : `${counted(passing, 'control')} that pass${passing === 1 ? 'es' : ''} with failures that are suppressed`;
}

/** Why the control's state is no full pass: why only a person can check it, what was not seen, policies without a result, parts that no policy checks. */
export function noteOf({ state, reason, partial, not_whole, not_whole_in, not_evaluated = [] }: Control): string {
  const noResult =
    state === 'manual' || state === 'not_covered' || state === 'no_data' || not_evaluated.length === 0
      ? undefined
      : `no result of ${not_evaluated.join(', ')}`;
  const part = partial === undefined ? undefined : `in part only: ${partial}`;
  return [reason, notSeenWhole(not_whole, not_whole_in), noResult, part].filter((text) => text !== undefined).join('; ');
}

/** Undefined for a control that no policy checks: it has no counts. */
export const shownIf = (state: ControlState, count: number): number | undefined =>
  state === 'manual' || state === 'not_covered' ? undefined : count;

/** The most permissions that a sentence names. */
const MAX_NAMED = 3;

/** `3 unknown, because something could not be read (missing s3:GetBucketPolicy)`. `missing`: the permissions that are known to be missing. */
export function unknownText(unknown: number, missing: readonly string[] = []): string {
  const more = missing.length > MAX_NAMED ? ` and ${counted(missing.length - MAX_NAMED, 'more permission')}` : '';
  const named = missing.length === 0 ? '' : ` (missing ${missing.slice(0, MAX_NAMED).join(', ')}${more})`;
  return `${numberText(unknown)} unknown, because something could not be read${named}`;
}

/** `3 accounts not seen whole: aws:1, aws:2, …`. Undefined if every account was. */
export function notSeenWhole(count = 0, accounts: readonly string[] = []): string | undefined {
  if (count === 0) return undefined;
  const named = accounts.length === 0 ? '' : `: ${accounts.join(', ')}${accounts.length < count ? ', …' : ''}`;
  return `${counted(count, 'account')} not seen whole${named}`;
}
