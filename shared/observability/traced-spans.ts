/** The spans of a deployed worker: X-Ray's, in the invocations that Lambda samples, and none in the others and locally. */
import { NO_SPANS, type Spans } from './spans.ts';

let xray: Promise<Spans> | undefined;

/** The first traced invocation loads the X-Ray SDK; a function that is never traced never does. */
export const tracedSpans: Spans = {
  begin: async (name) => {
    // Lambda sets it anew for each invocation: `Root=1-…;Parent=…;Sampled=1`.
    const isTraced = /\bSampled=1\b/.test(process.env['_X_AMZN_TRACE_ID'] ?? '');
    if (isTraced) xray ??= import('./xray-spans.ts').then(({ xraySpans }) => xraySpans());
    return await ((isTraced && (await xray)) || NO_SPANS).begin(name);
  },
};
