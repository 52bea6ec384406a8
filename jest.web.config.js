/** @type {import('jest').Config} */
import base from './jest.config.js';

/** The dashboard in a browser, with the platform that `scripts/test-web.ts` has started. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/web/**/*.browser.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
};
