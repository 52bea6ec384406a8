/**
 * The part of Athena that the API uses, over DuckDB instead of Trino. Its requests are those of the AWS SDK.
 * https://docs.aws.amazon.com/athena/latest/APIReference/
 */
import { z } from 'zod';
import { ATHENA_WORKGROUP } from '../../../shared/exports/athena.ts';
import { json, type GatewayRequest, type GatewayResponse } from '../gateway-event.ts';
import { callerOf, denial, type Grants, grantsOf } from '../grants.ts';
import { listen } from '../http-server.ts';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../stack.ts';
import type { StackModel } from '../stack-model.ts';
import { messageOf } from '../user-error.ts';
import { Executions, NoResult, TooManyQueries, UnknownQuery } from './executions.ts';
import { QueryProcess, type QueryProcessOptions } from './query-process.ts';

export interface LocalAthena {
  readonly url: string;
  stop(): Promise<void>;
}

export interface LocalAthenaOptions extends Omit<QueryProcessOptions, 'bucket'> {
  /** Folder of the results. */
  readonly folder: string;
  readonly stack: Pick<StackModel, 'functions'>;
}

const TARGET = /^AmazonAthena\.(\w+)$/;
const WORKGROUP = `arn:aws:athena:${LOCAL_REGION}:${LOCAL_ACCOUNT}:workgroup/${ATHENA_WORKGROUP}`;
/** Athena's limit of a part of a result. */
const MOST_ROWS = 1000;

const id = z.object({ QueryExecutionId: z.string() });
const start = z.object({ QueryString: z.string().min(1), WorkGroup: z.literal(ATHENA_WORKGROUP) });
const results = id.extend({
  MaxResults: z.number().int().min(1).max(MOST_ROWS).default(MOST_ROWS),
  NextToken: z.string().regex(/^\d+$/).optional(),
});

type Operation = (input: unknown, executions: Executions) => Promise<object> | object;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  StartQueryExecution: (input, executions) => ({ QueryExecutionId: executions.start(start.parse(input).QueryString) }),
  GetQueryExecution: (input, executions) => {
    const { QueryExecutionId } = id.parse(input);
    const { sql, state, reason, submittedAt, completedAt } = executions.get(QueryExecutionId);
    return {
      QueryExecution: {
        QueryExecutionId,
        Query: sql,
        WorkGroup: ATHENA_WORKGROUP,
        Status: {
          State: state,
          SubmissionDateTime: submittedAt / 1000,
          ...(reason !== undefined && { StateChangeReason: reason }),
          ...(completedAt !== undefined && { CompletionDateTime: completedAt / 1000 }),
        },
      },
    };
  },
  GetQueryResults: async (input, executions) => {
    const { QueryExecutionId, MaxResults, NextToken } = results.parse(input);
    const { columns, rows, next } = await executions.rows(QueryExecutionId, NextToken, MaxResults);
    return {
      ResultSet: {
        ResultSetMetadata: { ColumnInfo: columns.map(({ name, type }) => ({ Name: name, Label: name, Type: type })) },
        Rows: rows.map((cells) => ({ Data: cells.map((text) => (text === null ? {} : { VarCharValue: text })) })),
      },
      ...(next !== undefined && { NextToken: next }),
    };
  },
  StopQueryExecution: (input, executions) => {
    executions.stop(id.parse(input).QueryExecutionId);
    return {};
  },
};

/** Listens on a free port of the loopback interface. Nothing runs before the first query. */
export async function startAthena({ folder, stack, ...options }: LocalAthenaOptions): Promise<LocalAthena> {
  const grants = grantsOf(stack);
  const bucket = stack.functions.map(({ environment }) => environment['EXPORTS_BUCKET']).find((name) => name !== undefined) ?? '';
  const executions = new Executions({ folder, process: new QueryProcess({ ...options, bucket }), now: Date.now });
  const server = await listen(0);
  server.serve(async (request) => await answer(request, executions, grants));
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await executions.close();
    },
  };
}

async function answer({ method, headers, body }: GatewayRequest, executions: Executions, grants: Grants): Promise<GatewayResponse> {
  const name = TARGET.exec(String(headers['x-amz-target'] ?? ''))?.[1] ?? '';
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (method !== 'POST' || operation === undefined) return fault('UnknownOperationException', 'The local Athena has no such operation.');
  const denied = denial(grants, callerOf(headers), [{ action: `athena:${name}`, resource: WORKGROUP }]);
  if (denied !== undefined) return fault('AccessDeniedException', denied);
  try {
    return json(200, JSON.stringify(await operation(JSON.parse(body.toString('utf8')), executions)));
  } catch (error) {
    if (error instanceof TooManyQueries) return fault('TooManyRequestsException', error.message);
    const isInvalid =
      error instanceof UnknownQuery || error instanceof NoResult || error instanceof z.ZodError || error instanceof SyntaxError;
    return isInvalid ? fault('InvalidRequestException', messageOf(error)) : fault('InternalServerException', messageOf(error), 500);
  }
}

const fault = (type: string, message: string, statusCode = 400): GatewayResponse =>
  json(statusCode, JSON.stringify({ __type: type, Message: message, message }));
