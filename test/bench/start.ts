/**
 * Measures how long the workers take to start with everything that is built in: the import of the inventory's worker with all types, and what 1,000
 * policies add to the import of the scan's worker. `node bin/launch.mjs test/bench/start.ts`
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT_IN } from '../../shared/policies/policies.generated.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { policiesModule } from '../../scripts/generate-policies.ts';
import { copyProject, importTime } from './project-copy.ts';

const POLICIES = 1000;
const WANTED_POLICIES_MS = 300;
const WANTED_INVENTORY_MS = 500;
const IMPORTS = 7;

const folder = mkdtempSync(join(tmpdir(), 'muster-start-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const without = await bundled('without', 0);
const many = await bundled('many', POLICIES);
// They take turns, so that other load meets all of them.
const best = { inventory: Infinity, without: Infinity, many: Infinity };
for (let run = 0; run < IMPORTS; run += 1) {
  best.inventory = Math.min(best.inventory, wallMs(many, 'inventory-worker'));
  best.without = Math.min(best.without, wallMs(without, 'scan-worker'));
  best.many = Math.min(best.many, wallMs(many, 'scan-worker'));
}
const policies = best.many - best.without;
const ms = (time: number): string => `${time.toFixed(0)} ms`;
process.stdout.write(
  `inventory worker: imported in ${ms(best.inventory)} with ${RESOURCE_TYPES.length} types (at most ${WANTED_INVENTORY_MS} ms is wanted)\n` +
    `scan worker: imported in ${ms(best.without)} without policies, in ${ms(best.many)} with ${POLICIES.toLocaleString('en-US')}: ` +
    `${ms(policies)} for the policies (at most ${WANTED_POLICIES_MS} ms is wanted)\n`,
);
process.exit(best.inventory <= WANTED_INVENTORY_MS && policies <= WANTED_POLICIES_MS ? 0 : 1);

/** Bundles a copy of the project that has `count` policies: Muster's own under other ids, again and again. */
async function bundled(name: string, count: number): Promise<string> {
  const root = join(folder, name);
  copyProject(root);
  const made = Array.from({ length: count }, (_, index) => {
    const like = BUILT_IN[index % BUILT_IN.length]!;
    return { ...like, policy: { ...like.policy, id: `${like.policy.id}-${index}` } };
  });
  writeFileSync(join(root, 'shared/policies/policies.generated.ts'), policiesModule(made));
  const source = join(root, 'lambdas');
  for (const file of readdirSync(source)) if (!/^(inventory|scan)-worker\.ts$/.test(file)) rmSync(join(source, file));
  const { bundleFunctions } = (await import(pathToFileURL(join(root, 'lib/bundle.ts')).href)) as typeof import('../../lib/bundle.ts');
  const out = join(root, 'out');
  await bundleFunctions(out, { purpose: 'local' });
  return out;
}

function wallMs(out: string, worker: string): number {
  return importTime(pathToFileURL(join(out, worker, 'index.mjs')).href).wallMs;
}
