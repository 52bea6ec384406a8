/** Who answers the calls of this process, by its environment: AWS, a recording, or the demo estate. */
import { InvalidRequest } from '../../errors.ts';
import type { AwsCredentials } from './clients.ts';
import { demoAnswerer } from './demo/demo-answerer.ts';
import { parseDemoSettings } from './demo/settings.ts';
import { answeredBy, direct, type Exchange } from './exchange.ts';
import { recordInto, replayFrom } from './recorder.ts';

export interface AnsweringCloud {
  readonly exchange: Exchange;
  /** Nothing reaches the network, so no credentials are needed. */
  readonly offline: boolean;
}

/** What clients are given that never send: the SDK asks for credentials before it knows. */
export const ANSWERED_CREDENTIALS: AwsCredentials = { accessKeyId: 'none', secretAccessKey: 'none' };

/**
 * `MUSTER_RECORD=dir` goes with either of the others and with AWS itself.
 * @throws InvalidRequest
 */
export function exchangeFromEnvironment(environment: NodeJS.ProcessEnv): AnsweringCloud {
  const { MUSTER_DEMO: demo, MUSTER_REPLAY: replay, MUSTER_RECORD: record } = environment;
  if (demo !== undefined && replay) {
    throw new InvalidRequest('MUSTER_REPLAY', 'MUSTER_REPLAY and MUSTER_DEMO are both set; set the one that is to answer.');
  }
  const answering = answerer(demo, replay);
  return record ? { ...answering, exchange: recordInto(record, answering.exchange) } : answering;
}

function answerer(demo: string | undefined, replay: string | undefined): AnsweringCloud {
  if (demo !== undefined) return { exchange: answeredBy(demoAnswerer(parseDemoSettings(demo))), offline: true };
  if (replay) return { exchange: answeredBy(replayFrom(replay)), offline: true };
  return { exchange: direct, offline: false };
}
