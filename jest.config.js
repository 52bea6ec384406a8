/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }] },
  // Modules of finished suites are never freed, so that one process would reach the limit of its heap: two processes are replaced as they grow.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1.5GB',
  // Several suites start real servers, and machines may be busy.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/conformance/',
    '/test/chaos/',
    '/test/deployed/',
    '/test/recordings/',
    '\\.slow\\.test\\.ts$',
    '\\.browser\\.test\\.ts$',
  ],
};
