/** The process that screen-apart.ts starts: it loads the `PolicyFile`s that it reads as JSON, one after the other, and writes a line after each. */
import { json } from 'node:stream/consumers';
import { loadPolicy } from './load-policy.ts';
import type { PolicyFile } from './user-policies.ts';

for (const { file, text } of (await json(process.stdin)) as readonly PolicyFile[]) {
  await loadPolicy(file, text);
  process.stdout.write('loaded\n');
}
