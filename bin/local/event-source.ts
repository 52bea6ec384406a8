/**
 * An SQS event source mapping: it receives messages, invokes the function with them and deletes those that succeeded. The
 * others become visible again after the queue's visibility timeout.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from 'aws-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InvocationResult } from './execution-environment.ts';
import { LOCAL_REGION } from './stack.ts';
import type { EventSourceModel } from './stack-model.ts';

export interface EventSource {
  /** Receives no more messages, and resolves when the running invocations have ended. */
  stop(): Promise<void>;
}

export interface EventSourceOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly concurrency: number;
  /** `payload` is JSON. Never rejects. */
  readonly invoke: (payload: string) => Promise<InvocationResult>;
  readonly onError: (message: string, error: unknown) => void;
}

const LONG_POLL_SECONDS = 20;
const RETRY_MS = 500;

/**
 * The number of the source's invocations that run at the same time on a machine with so many cores. One that takes several messages, as an inventory
 * does, works on all of them together and keeps a core busy by itself: each beyond the cores takes 150 MB, and compiles all code again. One core is
 * left to the database.
 * @param ofFunction the same number for all of the function's invocations
 */
export function invocationsAtOnce({ maximumConcurrency, batchSize }: EventSourceModel, ofFunction: number, cores: number): number {
  const allowed = maximumConcurrency ?? ofFunction;
  return batchSize > 1 ? Math.min(allowed, Math.max(1, cores - 1)) : allowed;
}

export function startEventSource(model: EventSourceModel, options: EventSourceOptions): EventSource {
  const { sqs, queueUrl, concurrency } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function process(messages: readonly Message[]): Promise<void> {
    const result = await options.invoke(JSON.stringify(sqsEvent(messages, model)));
    const failed = failedMessages(result, messages, model.partialBatches);
    const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    if (done.length > 0) {
      const entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    }
  }

  function start(messages: readonly Message[]): void {
    const invocation = process(messages)
      .catch((error: unknown) => options.onError(`Messages of ${model.queueName} could not be deleted`, error))
      .finally(() => underWay.delete(invocation));
    underWay.add(invocation);
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (underWay.size >= concurrency) await Promise.race(underWay);
      else
        try {
          const messages = await receive();
          if (messages.length > 0) start(messages);
        } catch (error) {
          if (stopping.signal.aborted) return;
          options.onError(`${model.queueName} could not be read`, error);
          await sleep(RETRY_MS);
        }
    }
  }

  async function receive(): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: model.batchSize,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await sqs.send(command, { abortSignal: stopping.signal })).Messages ?? [];
  }

  const polling = poll();
  return {
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.all(underWay);
    },
  };
}

function sqsEvent(messages: readonly Message[], { queueArn }: EventSourceModel): SQSEvent {
  return {
    Records: messages.map((message): SQSRecord => ({
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: message.Attributes as unknown as SQSRecordAttributes,
      messageAttributes: attributesOf(message),
      md5OfBody: message.MD5OfBody ?? '',
      ...(message.MD5OfMessageAttributes === undefined ? {} : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: LOCAL_REGION,
    })),
  };
}

function attributesOf({ MessageAttributes = {} }: Message): SQSMessageAttributes {
  const entries = Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    {
      dataType: DataType ?? 'String',
      stringListValues: [],
      binaryListValues: [],
      ...(StringValue === undefined ? {} : { stringValue: StringValue }),
      ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
    },
  ]);
  return Object.fromEntries(entries) as SQSMessageAttributes;
}

/**
 * The ids of the messages that failed and stay in the queue. If the function's partial-batch response is malformed (not a
 * list, or with an id that was not in the batch), all messages fail; if it is null or an empty list, none fails.
 */
export function failedMessages(
  result: InvocationResult,
  messages: readonly Pick<Message, 'MessageId'>[],
  partialBatches: boolean,
): ReadonlySet<string> {
  const everyId = new Set(messages.map(({ MessageId }) => MessageId ?? ''));
  if (result.error) return everyId;
  if (!partialBatches) return new Set();
  const answer: unknown = JSON.parse(result.payload);
  if (answer === null || answer === '') return new Set();
  if (typeof answer !== 'object') return everyId;
  const failures: unknown = 'batchItemFailures' in answer ? answer.batchItemFailures : null;
  if (failures === null) return new Set();
  if (!Array.isArray(failures)) return everyId;
  const ids = failures.map((failure: unknown) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure ? failure.itemIdentifier : undefined,
  );
  return ids.every((id): id is string => typeof id === 'string' && everyId.has(id)) ? new Set(ids) : everyId;
}
