/** Log and metrics of the deployed functions: Powertools for AWS Lambda writes JSON records and embedded metrics to stdout. */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import type { Log } from '../seams.ts';
import { redactedError } from '../redact.ts';
import { RedactingFormatter } from './log-formatter.ts';
import { METRIC_SETS, type Metrics, SERVICE } from './metrics.ts';

type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

export interface Observed {
  readonly log: Log;
  readonly metrics: Metrics;
  /**
   * Wraps a handler, so that its log records name the invocation. An error that it throws is logged, and thrown again without secrets:
   * Lambda's runtime writes it to the log as it is, and returns its name and message to the caller.
   */
  readonly handler: <Event, Result>(work: Handler<Event, Result>) => Handler<Event, Result>;
}

/** @param namespace CloudWatch's name for the metrics of this deployment */
export function observe(namespace: string): Observed {
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
        logger.error('An invocation failed.', { fields: { error } });
        throw redactedError(error);
      }
    },
  };
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
