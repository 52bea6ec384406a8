/** The conditions of a resource, and what each of them says. */
import { CONDITION_TYPES, type Condition, type ConditionType } from './model.ts';

/** A condition as a step finds it. */
export type Finding = Pick<Condition, 'status' | 'reason' | 'message'>;
export type Findings = Readonly<Partial<Record<ConditionType, Finding>>>;

export const isTrue = (reason: string, message: string): Finding => ({ status: 'True', reason, message });
export const isFalse = (reason: string, message: string): Finding => ({ status: 'False', reason, message });
export const isUnknown = (reason: string, message: string): Finding => ({ status: 'Unknown', reason, message });

const NOT_YET: Finding = isUnknown('NotYetKnown', 'Muster has not come to it yet.');

/** All conditions, after a step has found these. The time of a condition stays while its status does. */
export function withFindings(before: readonly Condition[], found: Findings, time: string): readonly Condition[] {
  return CONDITION_TYPES.map((type) => {
    const known = before.find((each) => each.type === type);
    const { status, reason, message } = found[type] ?? known ?? NOT_YET;
    return { type, status, reason, message, last_transition_time: known?.status === status ? known.last_transition_time : time };
  });
}

export const conditionOf = (conditions: readonly Condition[], type: ConditionType): Condition | undefined =>
  conditions.find((each) => each.type === type);

/** The first condition that keeps the resource from being ready, in words; else that it is ready. */
export function headline(conditions: readonly Condition[]): string {
  const first = conditions.find(({ status, reason }) => status !== 'True' && reason !== NOT_YET.reason);
  return first?.message ?? conditionOf(conditions, 'Ready')?.message ?? NOT_YET.message;
}
