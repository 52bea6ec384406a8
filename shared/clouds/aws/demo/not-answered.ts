/** The refusal of calls that the demo estate has no answer to. */
import { AnsweredError, type CloudCall } from '../answerer.ts';

/** Its code is one that callers take for their own mistake, not for a service that is not there. */
export const notAnswered = (call: CloudCall, what: string): AnsweredError =>
  new AnsweredError('InvalidRequest', `The demo estate cannot answer ${call.service} ${call.operation}. ${what}`, 400);
