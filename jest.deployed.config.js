/** @type {import('jest').Config} */
import base from './jest.config.js';

export default {
  ...base,
  testMatch: ['<rootDir>/test/deployed/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 180_000,
};
