/** The functions of the platform: one file of `lambdas/`, one bundle each. */
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionArchitecture } from './duckdb-binding.ts';

export const FUNCTIONS = [
  'job-handler',
  'inventory-worker',
  'scan-worker',
  'export-worker',
  'dead-letter-handler',
  'poller',
  'api',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Where a function's code comes from: the bundles of a build, or anything else in a test. */
export type FunctionCode = (name: FunctionName, architecture: FunctionArchitecture) => Code;
