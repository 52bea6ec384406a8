import type { PublishBatchCommandInput, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from '@jest/globals';
import { causedEvent, envelope, type MusterEvent, parseEvent } from '../../../shared/events/event.ts';
import { SnsPublisher } from '../../../shared/events/sns-publisher.ts';
import { KeptLog } from '../../support/fakes.ts';

const event = (version: number, name = 'Acme'): MusterEvent =>
  envelope(
    causedEvent(
      { table: 'accounts', key: { account_id: 'aws:1' }, transition: version },
      {
        type: 'muster.customer.updated',
        subject: 'cus_1',
        time: '2026-11-21T14:30:22.000Z',
        severity: 'low',
        data: { customer_id: 'cus_1', name },
      },
    ),
    '/muster/test',
  );

/** An SNS that answers each request as `answer` says, and keeps the requests. */
function snsThat(answer: (input: PublishBatchCommandInput, request: number) => object) {
  const requests: PublishBatchCommandInput[] = [];
  const client = {
    send: async ({ input }: { readonly input: PublishBatchCommandInput }) => {
      requests.push(input);
      return answer(input, requests.length);
    },
  };
  const log = new KeptLog();
  // The publisher only calls `send`.
  const publisher = new SnsPublisher({ client: client as unknown as SNSClient, topicArn: 'arn:topic', log });
  return { publisher, requests, log };
}

const accepts = ({ PublishBatchRequestEntries: entries = [] }: PublishBatchCommandInput) => ({
  Successful: entries.map(({ Id }) => ({ Id })),
});
const sizes = (requests: readonly PublishBatchCommandInput[]) => requests.map((request) => request.PublishBatchRequestEntries?.length);

describe('sending to SNS', () => {
  it('sends the event as the body, with its type and severity as attributes for filter policies', async () => {
    const { publisher, requests } = snsThat(accepts);
    expect((await publisher.publish([event(1)])).accepted).toEqual(new Set([event(1).id]));
    const [entry] = requests[0]?.PublishBatchRequestEntries ?? [];
    expect(parseEvent(JSON.parse(entry?.Message ?? ''))).toEqual(event(1));
    expect(requests[0]?.TopicArn).toBe('arn:topic');
    expect(entry?.MessageAttributes).toEqual({
      type: { DataType: 'String', StringValue: 'muster.customer.updated' },
      severity: { DataType: 'String', StringValue: 'low' },
    });
  });

  it('sends ten to a request', async () => {
    const { publisher, requests } = snsThat(accepts);
    const events = Array.from({ length: 23 }, (_, index) => event(index));
    expect((await publisher.publish(events)).accepted.size).toBe(23);
    expect(sizes(requests)).toEqual([10, 10, 3]);
    expect((await publisher.publish([])).accepted).toEqual(new Set());
    expect(requests).toHaveLength(3);
  });

  it('sends fewer to a request than its bytes allow', async () => {
    const { publisher, requests } = snsThat(accepts);
    // Not what Muster sends, but what its types allow: 100,000 bytes in each.
    const large = Array.from({ length: 5 }, (_, index) => ({ ...event(index), subject: 'x'.repeat(100_000) }));
    expect((await publisher.publish(large)).accepted.size).toBe(5);
    expect(sizes(requests)).toEqual([2, 2, 1]);
  });

  it('tells which events SNS has refused in an answer with status 200', async () => {
    const { publisher, log } = snsThat(() => ({
      Successful: [{ Id: '0' }],
      Failed: [{ Id: '1', Code: 'InternalFailure', SenderFault: false }],
    }));
    expect(await publisher.publish([event(1), event(2)])).toEqual({ accepted: new Set([event(1).id]), unfit: new Set() });
    expect(log.entries).toMatchObject([{ level: 'warn', fields: { event_id: event(2).id, code: 'InternalFailure' } }]);
  });

  it('tells of events that SNS takes from nobody, and goes on with the others', async () => {
    const { publisher, requests } = snsThat((input, request) =>
      request === 1
        ? { Failed: (input.PublishBatchRequestEntries ?? []).map(({ Id }) => ({ Id, Code: 'InvalidParameter', SenderFault: true })) }
        : accepts(input),
    );
    const { accepted, unfit } = await publisher.publish(Array.from({ length: 25 }, (_, index) => event(index)));
    expect([accepted.size, unfit.size, requests.length]).toEqual([15, 10, 3]);
  });

  it('has sent nothing if SNS cannot be reached, and does not ask it for each batch', async () => {
    const { publisher, requests } = snsThat(() => {
      throw new Error('connect ECONNREFUSED');
    });
    expect(await publisher.publish(Array.from({ length: 40 }, (_, index) => event(index)))).toEqual({
      accepted: new Set(),
      unfit: new Set(),
    });
    expect(requests).toHaveLength(1);
  });

  it('keeps what was accepted if SNS fails meanwhile', async () => {
    const { publisher } = snsThat((input, request) => {
      if (request === 2) throw new Error('Throttling');
      return accepts(input);
    });
    const events = Array.from({ length: 25 }, (_, index) => event(index));
    const { accepted } = await publisher.publish(events);
    expect(accepted.size).toBe(15);
  });

  it('sends only characters that SNS takes', async () => {
    const { publisher, requests } = snsThat(accepts);
    const hostile = event(1, 'a\u0000\u0007\uFFFE\uFFFF\uD800b\u{1F600}');
    await publisher.publish([hostile]);
    const body = requests[0]?.PublishBatchRequestEntries?.[0]?.Message ?? '';
    // https://www.w3.org/TR/xml/#charsets
    expect(body).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u);
    expect(parseEvent(JSON.parse(body))).toEqual(hostile);
  });
});
