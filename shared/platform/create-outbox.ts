/** The outbox of a deployed function: it sends to the topic that the stack names, or to none. */
import { SNSClient } from '@aws-sdk/client-sns';
import { DEFAULT_EVENT_SEVERITY } from '../events/event-types.ts';
import { Outbox } from '../events/outbox.ts';
import { SnsPublisher } from '../events/sns-publisher.ts';
// oxlint-disable-next-line no-restricted-imports -- this module puts the parts together
import { systemClock } from '../real-seams.ts';
import type { Log } from '../seams.ts';
import type { Store } from '../storage/store.ts';
import { configuration } from './clients.ts';
import { optionalVariable } from './environment.ts';

/** @throws Error naming an environment variable that is malformed */
export function createOutbox(store: Store, log: Log): Outbox {
  const topicArn = optionalVariable('EVENTS_TOPIC');
  return new Outbox({
    store,
    publisher: topicArn === undefined ? undefined : new SnsPublisher({ client: createSnsClient(), topicArn, log }),
    deployment: optionalVariable('MUSTER_DEPLOYMENT') ?? 'local',
    findingSeverity: optionalVariable('MUSTER_EVENT_SEVERITY') ?? DEFAULT_EVENT_SEVERITY,
    clock: systemClock,
    log,
  });
}

const createSnsClient = (): SNSClient => new SNSClient(configuration('MUSTER_SNS_ENDPOINT'));
