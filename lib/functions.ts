/** The functions of the platform. Each is one file of `lambdas/` and becomes one bundle. */
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionArchitecture } from './duckdb-binding.ts';

export const FUNCTIONS = [
  'job-handler',
  'inventory-worker',
  'scan-worker',
  'export-worker',
  'manage-worker',
  'dead-letter-handler',
  'poller',
  'search',
  'api',
  'notifier',
  'event-forwarder',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Gives the code of a function: its bundle, or a stand-in in a test. */
export type FunctionCode = (name: FunctionName, architecture: FunctionArchitecture) => Code;

/** Memory of a worker in MB: from here on a function has a whole processor. */
export const WORKER_MEMORY = 1769;

/** The part of a function's memory that its heap may have, as Lambda itself sets it. */
const HEAP_SHARE = 0.9;

/**
 * Options of Node.js for a function of so many MB. Lambda lets the space of new objects grow to a tenth of the memory, which in a worker is garbage for
 * the most part; this space is smaller. Lambda sets neither limit where one is given, so both are.
 */
export const nodeOptions = (memory: number): string => `--max-semi-space-size=16 --max-old-space-size=${Math.floor(memory * HEAP_SHARE)}`;
