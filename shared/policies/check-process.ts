/** The process in which a pushed policy is checked: check-apart.ts starts it, writes a `CheckRequest` as JSON to it and reads a `CheckedText` from it. */
import { json } from 'node:stream/consumers';
import type { CheckRequest } from './check-apart.ts';
import { checkedText } from './check-policy.ts';

// Only check-apart.ts starts this file, and it writes a `CheckRequest`.
process.stdout.write(JSON.stringify(await checkedText((await json(process.stdin)) as CheckRequest)));
