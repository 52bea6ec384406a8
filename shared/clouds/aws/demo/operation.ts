/** How one operation of a service is answered from an account's estate. */
import { AnsweredError, type CloudCall } from '../answerer.ts';
import type { Region } from './blueprint.ts';
import type { AccountEstate } from './estate.ts';

export interface Operation {
  /** Members of the input that the answer heeds. Any other would be ignored silently, so it is refused. */
  readonly members: readonly string[];
  answer(estate: AccountEstate, input: object, region: Region): object;
}

export type Operations = Readonly<Record<string, Operation>>;

/** `Output` is what the SDK calls the answer: the handler is checked against it. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const operation = <Input extends object, Output extends object>(
  members: readonly (keyof Input & string)[],
  answer: (estate: AccountEstate, input: Input, region: Region) => Output,
): Operation => ({ members, answer: (estate, input, region) => answer(estate, input as Input, region) });

/** @throws AnsweredError naming an operation or an input member that the demo estate does not know */
export function perform(operations: Operations, estate: AccountEstate, call: CloudCall, region: Region): object {
  const known = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined;
  if (!known) throw notAnswered(call, `It answers ${Object.keys(operations).join(', ')}.`);
  const stray = Object.keys(call.input).find((member) => call.input[member] !== undefined && !known.members.includes(member));
  if (stray !== undefined)
    throw notAnswered(call, `Its answer does not heed ${stray}, only ${known.members.join(', ') || 'an empty input'}.`);
  return known.answer(estate, call.input, region);
}

/** Its code is one that callers take for their own mistake, not for a service that is not there. */
export const notAnswered = (call: CloudCall, what: string): AnsweredError =>
  new AnsweredError('InvalidRequest', `The demo estate cannot answer ${call.service} ${call.operation}. ${what}`, 400);
