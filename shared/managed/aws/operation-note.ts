/**
 * A note on a resource about the operation that is under way there. AWS's calls for a restart and the like take no client token, so the note says whether the
 * call of a token was sent. It is a tag, and stays: an operation whose result was lost is asked for again, and must not be done again.
 */
import { type Tag, tagOf } from './tags.ts';

export const OPERATION = 'muster:operation';

export interface OperationNote {
  readonly token: string;
  /** `begun` is noted before the call is sent, `sent` after its answer. After `begun` alone, it is not known whether the service has got the call. */
  readonly step: 'begun' | 'sent';
  /** The state before, by which it is seen whether the call has done its work. A word. */
  readonly before: string;
}

const FORM = /^([a-z0-9]+) (begun|sent) ([\w.:-]*)$/;

export function noteIn(tags: readonly Tag[] | undefined, token: string): OperationNote | undefined {
  const [, noted, step, before = ''] = FORM.exec(tagOf(tags, OPERATION) ?? '') ?? [];
  return noted === token && (step === 'begun' || step === 'sent') ? { token, step, before } : undefined;
}

export const noteTag = ({ token, step, before }: OperationNote): { Key: string; Value: string }[] => [
  { Key: OPERATION, Value: `${token} ${step} ${before}` },
];
