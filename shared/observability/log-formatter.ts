/** The form of a log record: the fields of its message and of the invocation, without secrets. */
import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { redacted } from '../redact.ts';

/**
 * `{level, time, message, function_name, invocation_id, cold_start, trace_id, …fields}`. Fields come under one name (`fields`), so that none
 * of them collides with a name that Powertools keeps for itself (`service`, `timestamp`).
 */
export class RedactingFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, { fields, ...persistent }: LogAttributes): LogItem {
    const { logLevel, timestamp, message, lambdaContext, xRayTraceId } = attributes;
    const own = {
      level: logLevel,
      time: timestamp.toISOString(),
      message,
      ...(lambdaContext && {
        function_name: lambdaContext.functionName,
        // Not `request_id`: that is what the API calls the requests of its callers.
        invocation_id: lambdaContext.awsRequestId,
        cold_start: lambdaContext.coldStart,
      }),
      ...(xRayTraceId !== undefined && { trace_id: xRayTraceId }),
    };
    // Queries and metric filters look for the record's own fields: a field of the message never takes their place.
    const record = redacted({ ...own, ...persistent, ...(fields as object | undefined), ...own });
    return new LogItem({ attributes: record as LogAttributes });
  }
}
