import { describe, expect, it } from '@jest/globals';
import { failedMessages } from '../../../bin/local/event-source.ts';

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
