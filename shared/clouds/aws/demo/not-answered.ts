/** The error for calls that the demo estate cannot answer. */
import { AnsweredError, type CloudCall } from '../answerer.ts';

/** Callers take its code for a mistake in their request, not for an unavailable service. */
export const notAnswered = (call: CloudCall, what: string): AnsweredError =>
  new AnsweredError('InvalidRequest', `The demo estate cannot answer ${call.service} ${call.operation}. ${what}`, 400);
