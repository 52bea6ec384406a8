/** Starts jobs by invoking the job handler's function, so that no other function writes new jobs. */
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { Conflict, InvalidRequest } from '../errors.ts';
import type { JobStarter, StartedJob } from '../jobs/job-api.ts';
import type { StartRequest } from '../jobs/job-request.ts';
import type { Random } from '../seams.ts';

export class LambdaJobStarter implements JobStarter {
  readonly #client: LambdaClient;
  readonly #functionName: string;
  readonly #random: Random;

  constructor(client: LambdaClient, functionName: string, random: Random) {
    this.#client = client;
    this.#functionName = functionName;
    this.#random = random;
  }

  async start(request: StartRequest): Promise<StartedJob> {
    const answer = await this.#client.send(
      new InvokeCommand({ FunctionName: this.#functionName, Payload: JSON.stringify(this.#repeatable(request)) }),
    );
    const payload: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8') || 'null');
    if (answer.FunctionError === undefined) return payload as StartedJob;
    const { errorType, errorMessage } = payload as { readonly errorType?: string; readonly errorMessage?: string };
    const message = errorMessage ?? 'The job handler refused the request.';
    // The message of the job handler's InvalidRequest begins with the name of the field.
    if (errorType === 'InvalidRequest') throw new InvalidRequest(/^([\w.[\]]+): /.exec(message)?.[1] ?? 'request', message);
    if (errorType === 'Conflict') throw new Conflict(message);
    throw new Error(`The job handler failed: ${errorType ?? answer.FunctionError}.`);
  }

  /** The SDK retries an invocation whose response was lost. With a token, the retry finds the job that the first one started. */
  #repeatable(request: StartRequest): StartRequest {
    return { ...request, client_token: request.client_token ?? `start:${this.#random.hex(32)}` };
  }
}
