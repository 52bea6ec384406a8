/** The process in which a pushed policy is checked: check-apart.ts starts it, writes a `CheckRequest` as JSON to it and reads a `CheckedText` from it. */
import { json } from 'node:stream/consumers';
import type { CheckRequest } from './check-apart.ts';
import { checkPolicy } from './check-policy.ts';

const { file, text, policyId } = (await json(process.stdin)) as CheckRequest;
const { problems, compiled } = await checkPolicy(file, text, policyId);
process.stdout.write(JSON.stringify({ problems, policy: compiled?.policy }));
