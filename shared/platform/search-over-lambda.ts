/** Searches of resources, which the API has another function do: it keeps what it searches in memory, which the API has not enough of. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { SearchAnswer, SearchRequest } from '../exports/search/search-request.ts';

/** Undefined if there is no night to search. @throws Error if the function fails */
export async function searchOverLambda(
  client: LambdaClient,
  functionName: string,
  request: SearchRequest,
): Promise<SearchAnswer | undefined> {
  const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }));
  if (answer.FunctionError !== undefined) throw new Error(`The search failed: ${answer.FunctionError}.`);
  // The function is Muster's own, so its answer has the type that `NightSearch` gives; JSON has null for undefined.
  const found = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8')) as SearchAnswer | null;
  return found ?? undefined;
}
