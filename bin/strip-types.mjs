/**
 * Node.js removes the types of TypeScript files itself, but refuses to do it below a folder `node_modules`. Where Muster is installed as a
 * package, the launcher loads this module first, also in worker threads, and it does the same there.
 */
import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  load(url, context, next) {
    const { protocol, pathname } = new URL(url);
    if (protocol !== 'file:' || !pathname.endsWith('.ts') || !pathname.includes('/node_modules/')) return next(url, context);
    return { format: 'module', source: stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8')), shortCircuit: true };
  },
});
