/** @type {import('jest').Config} */
import base from './jest.config.js';

/** The suites that take ten seconds and more each: they synthesize stacks, run the whole CLI, or write large exports. */
export default {
  ...base,
  // They take minutes on busy machines.
  testTimeout: 300_000,
  testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
