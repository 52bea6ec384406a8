import { expect, it } from '@jest/globals';
import { serving } from '../../../bin/local/session.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';

const stack = { functions: [] } as unknown as StackModel; // Only the functions are read.
const saidOf = (url: string, tokensOnly: boolean): readonly string[] => serving({ url, logs: 'logs', stack }, tokensOnly).split('\n');

it('a platform that serves says where its reference is, and how to be somebody else', () => {
  expect(saidOf('http://127.0.0.1:4000', false)).toEqual(
    expect.arrayContaining([
      'Its reference for reading: http://127.0.0.1:4000/docs',
      "Calls without a token are the administrator's; to be somebody else: npm run muster -- login",
    ]),
  );
});

it('a platform that wants a token for every call says how to get one', () => {
  expect(saidOf('http://127.0.0.1:4001', true)).toEqual([
    'The API serves on http://127.0.0.1:4001/app until Ctrl-C, and every call needs a token. Log in as one of the users of this machine:',
    '  npm run muster -- login --api http://127.0.0.1:4001',
    'Logs of the functions: logs',
  ]);
});
