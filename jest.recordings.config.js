/** @type {import('jest').Config} */
import base from './jest.config.js';

/** Every type of AWS by the SDK's own deserialisers, from recorded and generated answers. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/recordings/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
