/** The functions of the platform. Each is one file of `lambdas/` and becomes one bundle. */
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
  'notifier',
  'event-forwarder',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Gives the code of a function: its bundle, or a stand-in in a test. */
export type FunctionCode = (name: FunctionName, architecture: FunctionArchitecture) => Code;
