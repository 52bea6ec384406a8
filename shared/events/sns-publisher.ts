/** `Publisher` over SNS: one message for each event, ten to a request. */
import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import pLimit from 'p-limit';
import type { Log } from '../seams.ts';
import type { MusterEvent } from './event.ts';
import type { Published, Publisher } from './publisher.ts';

/** Limits of PublishBatch. https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1024;
/** Room for the names and types of a message's attributes, which count like its body. */
const ATTRIBUTE_BYTES = 512;
/** The most requests under way at the same time. */
const CONCURRENCY = 8;

export interface SnsPublisherDeps {
  readonly client: SNSClient;
  readonly topicArn: string;
  readonly log: Log;
}

interface Message {
  readonly event: MusterEvent;
  readonly body: string;
}

export class SnsPublisher implements Publisher {
  readonly #deps: SnsPublisherDeps;

  constructor(deps: SnsPublisherDeps) {
    this.#deps = deps;
  }

  async publish(events: readonly MusterEvent[]): Promise<Published> {
    const [batch, ...rest] = batchesOf(events.map((event) => ({ event, body: bodyOf(event) })));
    const first = batch ? await this.#send(batch) : NOTHING;
    // A bus that takes nothing of the first batch, and finds nothing wrong with it, is not asked for the others.
    if (first.accepted.length === 0 && first.unfit.length === 0) return publishedIn([first]);
    const limit = pLimit(CONCURRENCY);
    return publishedIn([first, ...(await Promise.all(rest.map((each) => limit(() => this.#send(each)))))]);
  }

  async #send(batch: readonly Message[]): Promise<Answer> {
    const { client, topicArn, log } = this.#deps;
    try {
      const answer = await client.send(
        new PublishBatchCommand({
          TopicArn: topicArn,
          PublishBatchRequestEntries: batch.map(({ event, body }, index) => ({
            Id: String(index),
            Message: body,
            MessageAttributes: { type: attribute(event.type), severity: attribute(event.severity) },
          })),
        }),
      );
      for (const { Id: id, Code: code, Message: message, SenderFault: isOurs } of answer.Failed ?? [])
        log.warn('SNS refused an event.', { event_id: batch[Number(id)]?.event.id, code, message, sender_fault: isOurs });
      return {
        accepted: (answer.Successful ?? []).flatMap(({ Id: id }) => batch[Number(id)]?.event.id ?? []),
        unfit: (answer.Failed ?? []).flatMap(({ Id: id, SenderFault: isOurs }) => (isOurs ? (batch[Number(id)]?.event.id ?? []) : [])),
      };
    } catch (error) {
      log.warn('SNS could not be given events.', { events: batch.length, error });
      return NOTHING;
    }
  }
}

/** Ids of the events of one batch, as in `Published`. */
interface Answer {
  readonly accepted: readonly string[];
  readonly unfit: readonly string[];
}

const NOTHING: Answer = { accepted: [], unfit: [] };

const publishedIn = (answers: readonly Answer[]): Published => ({
  accepted: new Set(answers.flatMap(({ accepted }) => accepted)),
  unfit: new Set(answers.flatMap(({ unfit }) => unfit)),
});

/** Filter policies of subscribers match these, or members of the body. */
const attribute = (value: string) => ({ DataType: 'String', StringValue: value });

/**
 * The event in JSON. SNS and SQS take only the characters of XML 1.0; JSON leaves U+FFFE and U+FFFF, which a resource's name may have, and
 * they are escaped.
 */
export const bodyOf = (event: MusterEvent): string =>
  JSON.stringify(event).replaceAll(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

/** Batches of at most `MAX_ENTRIES` messages and `MAX_BYTES` bytes. */
function batchesOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  const batches: Message[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body) + ATTRIBUTE_BYTES;
    const last = batches.at(-1);
    if (!last || last.length === MAX_ENTRIES || bytes + size > MAX_BYTES) {
      batches.push([message]);
      bytes = size;
    } else {
      last.push(message);
      bytes += size;
    }
  }
  return batches;
}
