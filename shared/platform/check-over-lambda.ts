/**
 * Checks of connections, which the API has the inventory worker's function do: only its role may take the roles of member accounts and read the
 * secrets of connections.
 */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { type CheckedConnection, type CheckDeps, checkConnection } from '../connections/check-connection.ts';
import { type ConnectionDirectory, noConnection } from '../connections/connection-repository.ts';

/** Milliseconds for a check: API Gateway waits 30 seconds for an answer, and a cold start takes some of them. */
export const CHECK_MS = 20_000;

/** The event of a direct invocation that asks for a check. */
const checkEvent = z.strictObject({ check_connection: z.string().min(1) });
export type CheckEvent = z.infer<typeof checkEvent>;

export const isCheck = (event: unknown): event is CheckEvent => checkEvent.safeParse(event).success;

/** In the worker: does the check. @throws NotFound */
export async function answerCheck(
  { check_connection: id }: CheckEvent,
  connections: Pick<ConnectionDirectory, 'get'>,
  deps: CheckDeps,
): Promise<CheckedConnection> {
  const connection = await connections.get(id);
  if (!connection) throw noConnection(id);
  return await checkConnection(connection, deps);
}

/** In the API: asks the worker. @throws Error if the worker fails */
export async function checkOverLambda(client: LambdaClient, functionName: string, id: string): Promise<CheckedConnection> {
  const event: CheckEvent = { check_connection: id };
  const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }));
  if (answer.FunctionError !== undefined) throw new Error(`The check of the connection failed in the worker: ${answer.FunctionError}.`);
  // The worker is Muster's own, so its answer has the type that `answerCheck` gives.
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8')) as CheckedConnection;
}
