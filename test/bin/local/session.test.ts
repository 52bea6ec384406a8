import { expect, it } from '@jest/globals';
import { serving } from '../../../bin/local/session.ts';
import type { StackModel } from '../../../bin/local/stack-model.ts';

it('a platform that serves says where its reference is', () => {
  const stack = { functions: [] } as unknown as StackModel; // Only the functions are read.

  expect(serving({ url: 'http://127.0.0.1:4000', logs: 'logs', stack }, false).split('\n')).toContain(
    'Its reference for reading: http://127.0.0.1:4000/docs',
  );
});
