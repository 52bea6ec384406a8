import { describe, expect, it } from '@jest/globals';
import { failedMessages, invocationsAtOnce } from '../../../bin/local/event-source.ts';

const MESSAGES = [{ MessageId: 'a' }, { MessageId: 'b' }];

const failed = (answer: unknown, partialBatches = true): readonly string[] =>
  [...failedMessages({ payload: JSON.stringify(answer) }, MESSAGES, partialBatches)].toSorted();

describe('the messages that stay in the queue', () => {
  it.each([
    ['no failures', { batchItemFailures: [] }, []],
    ['null instead of failures', { batchItemFailures: null }, []],
    ['an empty answer', {}, []],
    ['a null answer', null, []],
    ['one failure', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    ['an id that was not in the batch', { batchItemFailures: [{ itemIdentifier: 'c' }] }, ['a', 'b']],
    ['a known id beside an unknown one', { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }] }, ['a', 'b']],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }, ['a', 'b']],
    ['another key', { batchItemFailures: [{ id: 'a' }] }, ['a', 'b']],
    ['failures that are not a list', { batchItemFailures: 'a' }, ['a', 'b']],
  ])('after %s', (_, answer, expected) => {
    expect(failed(answer)).toEqual(expected);
  });

  it('are all messages after an error', () => {
    const error = { errorType: 'Error', errorMessage: 'no', trace: [] };

    expect([...failedMessages({ payload: '{}', error }, MESSAGES, true)]).toEqual(['a', 'b']);
  });

  it('are none if the mapping does not report partial batches', () => {
    expect(failed({ batchItemFailures: [{ itemIdentifier: 'a' }] }, false)).toEqual([]);
  });
});

describe('the invocations of a queue at the same time', () => {
  const source = { function: 'Worker', queueArn: 'arn', queueName: 'Tasks', partialBatches: true, enabled: true };

  it.each([
    ['one message each: as the mapping allows', { batchSize: 1, maximumConcurrency: 4 }, 2, 4],
    ['several messages each: one core is left to the database', { batchSize: 5, maximumConcurrency: 4 }, 3, 2],
    ['several messages each on one core: one', { batchSize: 5, maximumConcurrency: 4 }, 1, 1],
    ['several messages each on many cores: as the mapping allows', { batchSize: 5, maximumConcurrency: 4 }, 16, 4],
    ['a mapping without a limit: that of the function', { batchSize: 1 }, 2, 7],
    ['several messages each and no limit', { batchSize: 5 }, 4, 3],
  ])('with %s', (_, model, cores, expected) => {
    expect(invocationsAtOnce({ ...source, ...model }, 7, cores)).toBe(expected);
  });
});
