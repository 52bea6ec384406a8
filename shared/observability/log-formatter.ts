/** Formats a log record: the message with its fields and those of the invocation, without secrets. */
import { LogFormatter, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { escapedText } from '../control-characters.ts';
import { redacted } from '../redact.ts';

/**
 * Writes `{level, time, message, function_name, invocation_id, cold_start, trace_id, …fields}`. Callers pass the fields of a message under
 * the one name `fields`, so that none of them collides with a name that Powertools uses itself (`service`, `timestamp`).
 */
export class RedactingFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, { fields, ...persistent }: LogAttributes): LogItem {
    const { logLevel, timestamp, message, lambdaContext, xRayTraceId } = attributes;
    const recordFields = {
      level: logLevel,
      time: timestamp.toISOString(),
      message,
      ...(lambdaContext && {
        function_name: lambdaContext.functionName,
        // Not `request_id`, which is the API's name for the id of a caller's request.
        invocation_id: lambdaContext.awsRequestId,
        cold_start: lambdaContext.coldStart,
      }),
      ...(xRayTraceId !== undefined && { trace_id: xRayTraceId }),
    };
    // Queries and metric filters read the record's own fields, so they come first, and again last: a field of the message never replaces them.
    const record = redacted({ ...recordFields, ...persistent, ...(fields as object | undefined), ...recordFields });
    // JSON.stringify, by which Powertools writes the record, leaves C1 controls and overrides of direction as they are.
    return new LogItem({ attributes: JSON.parse(JSON.stringify(record), visible) as LogAttributes });
  }
}

/** Escapes the texts of a value, and the names of its members: names and tags of resources are both. */
function visible(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return escapedText(value, '\n\t');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [escapedText(name, '\n\t'), member]));
}
