/** Chooses by the environment what answers the calls of this process: AWS, a recording, or a module in the place of AWS. */
import { InvalidRequest } from '../../errors.ts';
import { AnsweredError, type Answerer } from './answerer.ts';
import type { AwsCredentials } from './clients.ts';
import { answeredBy, sendToAws, type Exchange } from './exchange.ts';
import { recordInto, replayFrom } from './recorder.ts';

export interface AnsweringCloud {
  readonly exchange: Exchange;
  /** True if no call reaches the network, so that no credentials are needed. */
  readonly offline: boolean;
}

/** Placeholder credentials for offline clients: the SDK asks for credentials even if nothing is sent. */
export const ANSWERED_CREDENTIALS: AwsCredentials = { accessKeyId: 'none', secretAccessKey: 'none' };

/**
 * `MUSTER_REPLAY=dir` reads a recording. `MUSTER_ANSWERER` is the URL of a module that exports
 * `createAnswerer(environment): Answerer`; it is loaded at the first call, so that no bundle holds it.
 * `MUSTER_RECORD=dir` records the answers of either of them, or of AWS.
 * @throws InvalidRequest
 */
export function exchangeFromEnvironment(environment: NodeJS.ProcessEnv): AnsweringCloud {
  const { MUSTER_ANSWERER: module, MUSTER_REPLAY: replay, MUSTER_RECORD: record } = environment;
  if (module && replay) {
    throw new InvalidRequest('MUSTER_REPLAY', 'MUSTER_REPLAY and MUSTER_ANSWERER are both set; set only the one that should answer.');
  }
  const answering = answererOf(module, replay, environment);
  return record ? { ...answering, exchange: recordInto(record, answering.exchange) } : answering;
}

function answererOf(module: string | undefined, replay: string | undefined, environment: NodeJS.ProcessEnv): AnsweringCloud {
  if (module) return { exchange: answeredBy(loadedFrom(module, environment)), offline: true };
  if (replay) return { exchange: answeredBy(replayFrom(replay)), offline: true };
  return { exchange: sendToAws, offline: false };
}

interface AnswererModule {
  createAnswerer(environment: NodeJS.ProcessEnv): Answerer;
}

function loadedFrom(module: string, environment: NodeJS.ProcessEnv): Answerer {
  let loading: Promise<Answerer> | undefined;
  const load = async (): Promise<Answerer> => {
    try {
      return ((await import(module)) as AnswererModule).createAnswerer(environment);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new AnsweredError('InvalidRequest', `MUSTER_ANSWERER: ${module} cannot answer in the place of AWS: ${why}`, 400);
    }
  };
  return {
    answer: async (call) => {
      loading ??= load();
      return await (await loading).answer(call);
    },
  };
}
