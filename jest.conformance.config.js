/** @type {import('jest').Config} */
import base from './jest.config.js';

export default {
  ...base,
  testMatch: ['<rootDir>/test/conformance/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 650_000,
};
