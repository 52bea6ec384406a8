/** The process in which a policy is tried: trial-apart.ts starts it, writes a `TrialRequest` as JSON to it and reads a `Trial` from it. */
import { json } from 'node:stream/consumers';
import { triedPolicy, type TrialRequest } from './trial.ts';

// Only trial-apart.ts starts this file, and it writes a `TrialRequest`.
process.stdout.write(JSON.stringify(await triedPolicy((await json(process.stdin)) as TrialRequest)));
