/**
 * Spans as X-Ray's subsegments, by Powertools' tracer. This module loads the X-Ray SDK, so only `traced-spans.ts` imports it, in an
 * invocation that is traced.
 */
import { Tracer } from '@aws-lambda-powertools/tracer';
import { CloudError } from '../clouds/cloud-error.ts';
import { redactText } from '../redact.ts';
import { SERVICE } from './metrics.ts';
import { NO_SPAN, type Span, type Spans } from './spans.ts';

/**
 * Each span is a child of the one that it was begun from, not of the tracer's current one: an invocation works on several tasks side by side, and
 * the SDK has one current segment for all of them.
 */
export function xraySpans(): Spans {
  // A host name may hold the name of a bucket, so requests are not traced.
  const tracer = new Tracer({ serviceName: SERVICE, captureHTTPsRequests: false });
  return {
    begin: (name) => {
      const subsegment = tracer.getSegment()?.addNewSubsegment(name);
      subsegment?.addAnnotation('service', SERVICE);
      return Promise.resolve(subsegment ? spanOf(subsegment) : NO_SPAN);
    },
  };
}

type Subsegment = ReturnType<NonNullable<ReturnType<Tracer['getSegment']>>['addNewSubsegment']>;

const spanOf = (subsegment: Subsegment): Span => ({
  begin: (name) => spanOf(subsegment.addNewSubsegment(name)),
  annotate: (fields) => {
    for (const [name, value] of Object.entries(fields)) subsegment.addAnnotation(name, redactText(value));
  },
  end: (error) => subsegment.close(error === undefined ? undefined : withoutMessage(error)),
});

/** An error of the same kind from the same place. */
function withoutMessage(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('The log has the error.');
  const code = error instanceof CloudError ? error.details.error_code : error.name;
  const told = new Error(`${redactText(code)}: the log has the error's message.`);
  told.name = redactText(error.name);
  const [, ...frames] = (error.stack ?? '').slice(`${error.name}: ${error.message}`.length).split('\n');
  told.stack = [told.message, ...frames.filter((frame) => /^ {4}at /.test(frame))].join('\n');
  return told;
}
