/** The operations that users ask for once, such as a snapshot. Each step calls one operation once; its token makes sure that a second call does nothing more. */
import { isRetryable } from '../clouds/cloud-error.ts';
import { CloudError } from '../clouds/cloud-error.ts';
import { isoTime } from '../seams.ts';
import { FAILED_AFTER } from './due.ts';
import { attempted, type Fault } from './faults.ts';
import type { JsonObject, RequestedOperation } from './model.ts';
import type { ConfiguredWork, Outcome } from './work.ts';

/** The most operations that a row keeps. */
export const MOST_OPERATIONS = 10;

export const isOpen = ({ state }: Pick<RequestedOperation, 'state'>): boolean => state === 'pending' || state === 'running';

/** The operation to call next: they run one after the other, the first that was asked for first. */
export const nextOperation = (operations: readonly RequestedOperation[]): RequestedOperation | undefined => operations.find(isOpen);

/** The operations with this one as it is now. Of those that have ended, the oldest are left out. */
export function withOperation(operations: readonly RequestedOperation[], changed: RequestedOperation): readonly RequestedOperation[] {
  const all = operations.map((each) => (each.operation_id === changed.operation_id ? changed : each));
  const tooMany = all.length - MOST_OPERATIONS;
  const dropped = all.filter((each) => !isOpen(each)).slice(0, Math.max(0, tooMany));
  return all.filter((each) => !dropped.includes(each));
}

export async function callOperation({ work, config }: ConfiguredWork, called: RequestedOperation, actual: JsonObject): Promise<Outcome> {
  const { manager, row, deps } = work;
  const ended = (state: 'succeeded' | 'failed', message: string): Outcome => {
    const operation = { ...called, state, message, ended_at: isoTime(deps.clock.now()) };
    return { findings: {}, due: 'now', operation, events: [{ name: 'operation_ended', message: `${called.name}: ${message}`, operation }] };
  };
  const operation = Object.hasOwn(manager.operations, called.name) ? manager.operations[called.name] : undefined;
  if (!operation)
    return ended(
      'failed',
      `There is no operation of this name any more; the operations are ${Object.keys(manager.operations).join(', ')}.`,
    );
  if (row.spec.mode === 'observe') return ended('failed', 'The resource is only observed (mode: observe), so that nothing is done to it.');
  const parameters = operation.parameters.safeParse(called.parameters);
  if (!parameters.success) return ended('failed', 'The operation does not take these parameters any more.');
  const call = { config, actual, parameters: parameters.data, token: called.operation_id };
  const answer = await attempted(async () => await operation.run(work.context, call));
  if ('fault' in answer) {
    const { fault } = answer;
    const failures = row.failures + 1;
    if (!mayPass(fault) || failures >= FAILED_AFTER) return ended('failed', fault.message);
    return { findings: {}, due: 'retry', failures, operation: { ...called, state: 'running', message: fault.message } };
  }
  const { done, message } = answer.value;
  return done ? ended('succeeded', message) : { findings: {}, due: 'step', operation: { ...called, state: 'running', message } };
}

const mayPass = ({ error }: Fault): boolean => !(error instanceof CloudError) || isRetryable(error.details.class);
