/** Log and metrics of the deployed functions: Powertools for AWS Lambda writes JSON records and embedded metrics to stdout. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { Conflict, InvalidRequest, NotFound } from '../errors.ts';
import type { Log } from '../seams.ts';
import { redactedError } from '../redact.ts';
import { RedactingFormatter } from './log-formatter.ts';
import { METRIC_SETS, type Metrics, SERVICE } from './metrics.ts';

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

export interface Observed {
  readonly log: Log;
  readonly metrics: Metrics;
  /**
   * Wraps a handler, so that its log records name the invocation. An error that it throws is logged, a refused request as information, and thrown again
   * without secrets: Lambda's runtime writes it to the log as it is, and returns its name and message to the caller.
   */
  readonly handler: <Event, Result>(work: Handler<Event, Result>) => Handler<Event, Result>;
}

/** @param namespace CloudWatch's name for the metrics of this deployment */
export function observe(namespace: string): Observed {
  redactUncaught();
  const logger = new Logger({ serviceName: SERVICE, logLevel: 'INFO', logFormatter: new RedactingFormatter() });
  return {
    log: {
      info: (message, fields) => logger.info(message, { fields }),
      warn: (message, fields) => logger.warn(message, { fields }),
      error: (message, fields) => logger.error(message, { fields }),
    },
    metrics: embeddedMetrics(namespace),
    handler: (work) => async (event, context) => {
      try {
        logger.addContext(context);
        return await work(event, context);
      } catch (error) {
        const thrown = redactedError(error);
        if (isRefusal(error)) logger.info('A request was refused.', { fields: { name: thrown.name, reason: thrown.message } });
        else logger.error('An invocation failed.', { fields: { error } });
        throw thrown;
      }
    },
  };
}

/** The caller can mend what is wrong, and gets the reason: nothing failed here. */
const isRefusal = (error: unknown): boolean => error instanceof InvalidRequest || error instanceof NotFound || error instanceof Conflict;

let isRedacting = false;

/**
 * Takes the secrets out of errors that nothing catches, such as those of timers and of promises that nobody awaits. Lambda's runtime, whose
 * listeners are called after these, writes such an error to the log as it is, and ends the process.
 */
function redactUncaught(): void {
  if (isRedacting) return;
  isRedacting = true;
  process.on('uncaughtExceptionMonitor', takeSecretsOut);
  process.prependListener('unhandledRejection', (reason) => {
    takeSecretsOut(reason);
    // Without a listener Node ends the process; one that only redacts must not keep it alive.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  });
}

/** Something thrown that is no error stays as it is; Muster throws errors only. */
function takeSecretsOut(thrown: unknown): void {
  if (!(thrown instanceof Error)) return;
  const { name, message, stack } = redactedError(thrown);
  for (const member of Reflect.ownKeys(thrown)) Reflect.deleteProperty(thrown, member);
  for (const [member, value] of Object.entries({ name, message, stack }))
    Reflect.defineProperty(thrown, member, { value, configurable: true, writable: true });
}

/** Writes each event as a line of its own at once, so that an invocation that ends early loses none, and no event gets another's dimensions. */
function embeddedMetrics(namespace: string): Metrics {
  const powertools = new PowertoolsMetrics({ namespace, serviceName: SERVICE });
  return {
    count: (set, dimensions, values) => {
      for (const [name, value] of Object.entries<string>(dimensions)) powertools.addDimension(name, value);
      const units: Readonly<Record<string, 'Count' | 'Seconds' | 'Bytes' | 'Percent'>> = METRIC_SETS[set].metrics;
      for (const [name, value] of Object.entries<number>(values)) powertools.addMetric(name, units[name] ?? 'Count', value);
      powertools.publishStoredMetrics();
    },
  };
}
