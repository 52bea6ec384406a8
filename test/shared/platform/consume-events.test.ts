import type { EventBridgeClient, PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import type { SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from '@jest/globals';
import { forwardEvents } from '../../../shared/events/forward-events.ts';
import type { MusterEvent } from '../../../shared/events/event.ts';
import { consumeEvents, deadLetterQueue, oneByOne } from '../../../shared/platform/consume-events.ts';
import { openedEvent } from '../../support/event-of.ts';
import { KeptLog } from '../../support/fakes.ts';

const batch = (...bodies: readonly string[]): SQSEvent =>
  // Only these members of a record are read.
  ({ Records: bodies.map((body, place) => ({ messageId: `m${place}`, body })) }) as unknown as SQSEvent;

function world(handle: (event: MusterEvent) => Promise<void> = () => Promise.resolve()) {
  const sent: SendMessageCommandInput[] = [];
  const handled: string[] = [];
  const log = new KeptLog();
  let isDown = false;
  const client = {
    send: async ({ input }: { readonly input: SendMessageCommandInput }) => {
      if (isDown) throw new Error('SQS is down.');
      sent.push(input);
    },
  };
  const deps = {
    // The queue only sends.
    deadLetters: deadLetterQueue(client as unknown as SQSClient, 'http://dead'),
    log,
    handle: oneByOne(async (event) => {
      await handle(event);
      handled.push(event.id);
    }),
  };
  return { deps, sent, handled, log, down: () => (isDown = true) };
}

describe('a subscriber', () => {
  it('handles each event of a batch', async () => {
    const { deps, handled } = world();
    const events = [openedEvent(1), openedEvent(2)];
    expect(await consumeEvents(batch(...events.map((event) => JSON.stringify(event))), deps)).toEqual({ batchItemFailures: [] });
    expect(handled).toEqual(events.map(({ id }) => id));
  });

  it.each([
    ['{', 'The message is not JSON.'],
    ['{}', 'The message is not an event of Muster: specversion is wrong (invalid_value).'],
    [JSON.stringify({ ...openedEvent(), type: 'muster.secret' }), 'The message is not an event of Muster: type is wrong (invalid_value).'],
    [JSON.stringify({ ...openedEvent(), data: {} }), 'The message is not an event of Muster: data.finding_id is wrong (invalid_type).'],
  ])('puts a message that is no event into its dead letters, with the reason: %s', async (body, reason) => {
    const { deps, sent, handled } = world();
    const good = openedEvent(1);
    expect(await consumeEvents(batch(body, JSON.stringify(good)), deps)).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual([
      { QueueUrl: 'http://dead', MessageBody: body, MessageAttributes: { reason: { DataType: 'String', StringValue: reason } } },
    ]);
    expect(handled).toEqual([good.id]);
  });

  it('gets a message again that could not become a dead letter', async () => {
    const { deps, down } = world();
    down();
    expect(await consumeEvents(batch('{'), deps)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  });

  it('gets only those events again that failed', async () => {
    const { deps, log } = world(async ({ id }) => {
      if (id === openedEvent(1).id) throw new Error('DynamoDB is down.');
    });
    const bodies = [openedEvent(1), openedEvent(2)].map((event) => JSON.stringify(event));
    expect(await consumeEvents(batch(...bodies), deps)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(log.entries.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('passing events on to EventBridge', () => {
  const put: PutEventsCommandInput[] = [];
  const busThat = (answer: object | Error) =>
    // Only `send` is called.
    ({
      send: async ({ input }: { readonly input: PutEventsCommandInput }) => {
        put.push(input);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    }) as unknown as EventBridgeClient;
  const events = [openedEvent(1), openedEvent(2)];
  const forwarded = async (answer: object | Error) => {
    const { deps } = world();
    const handle = async (each: readonly MusterEvent[]) => await forwardEvents(each, { client: busThat(answer), bus: 'arn:bus' });
    return await consumeEvents(batch(...events.map((event) => JSON.stringify(event))), { ...deps, handle });
  };

  it('puts each event as an entry with its type and whole envelope', async () => {
    expect(await forwarded({ Entries: [{ EventId: '1' }, { EventId: '2' }] })).toEqual({ batchItemFailures: [] });
    const [first] = put.at(-1)?.Entries ?? [];
    expect(first).toMatchObject({ EventBusName: 'arn:bus', Source: 'muster', DetailType: 'muster.finding.opened' });
    expect(JSON.parse(first?.Detail ?? '')).toEqual(events[0]);
  });

  it('gets only those entries again that the bus refused', async () => {
    const answer = { FailedEntryCount: 1, Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' }] };
    expect(await forwarded(answer)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  it('gets all of them again if the bus cannot be reached', async () => {
    expect(await forwarded(new Error('connect ECONNREFUSED'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm1' }],
    });
  });
});
