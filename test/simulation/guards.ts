/**
 * `npm run guards`: disables the guards of the protocol one at a time, and shows a seed that then fails, with the invariant that it
 * breaks. Exit code 1 if no seed fails for one of them. `npm run guards -- NAME…` tries only the named guards.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { tableText } from '../../bin/commands/table.ts';
import type { Guard } from './guard.ts';
import { GUARDS } from './guard-table.ts';

interface Finding {
  readonly guard: Guard;
  readonly seed?: string;
  readonly invariant?: string;
}

const guardNamed = (name: string, before: readonly Guard[]): readonly Guard[] => {
  const guard = GUARDS.find((each) => each.name === name);
  if (!guard) throw new InvalidArgumentError(`allowed are: ${GUARDS.map((each) => each.name).join(', ')}.`);
  return [...before, guard];
};

const command = new Command('guards')
  .description('Disables the guards of the job protocol one at a time, and shows the seed that fails without each.')
  .argument('[guard...]', 'the guards to disable; all of them if none is named', guardNamed, [])
  .option('--seeds <count>', 'the number of seeds to try for each guard', '10000')
  .parse();
const { seeds } = command.opts<{ readonly seeds: string }>();
const chosen = command.processedArgs[0] as readonly Guard[];

const findings: Finding[] = [];
for (const guard of chosen.length > 0 ? chosen : GUARDS) {
  const finding = await seedThatNeeds(guard);
  findings.push(finding);
  process.stdout.write(
    `${guard.name}: ${finding.seed ? `seed ${finding.seed}: ${finding.invariant}` : `none of ${seeds} seeds fails without it`}\n`,
  );
}

const rows = findings.map(({ guard, seed, invariant }) => [guard.name, guard.protects, seed ?? '-', invariant ?? 'NOTHING']);
process.stdout.write(`\n${tableText(['guard', 'protects', 'seed', 'broken without it'], rows)}\n`);
const idle = findings.filter(({ seed }) => seed === undefined);
process.stdout.write(`${findings.length - idle.length} passed, ${idle.length} failed\n`);
process.exitCode = idle.length > 0 ? 1 : 0;

/** The first seed that fails without the guard, and does not fail with it. */
async function seedThatNeeds(guard: Guard): Promise<Finding> {
  for (let from = 1; from <= Number(seeds);) {
    const left = String(Number(seeds) - from + 1);
    const output = await simulate('--without', guard.name, '--seeds', left, '--from', String(from), '--until-failure');
    const [, seed, invariant] = /^seed (\d+): (.+)$/m.exec(output) ?? [];
    if (!seed || !invariant) break;
    const intact = await simulate('--seed', seed);
    if (!intact.includes('VIOLATION')) return { guard, seed, invariant };
    from = Number(seed) + 1;
  }
  return { guard };
}

async function simulate(...args: readonly string[]): Promise<string> {
  const script = fileURLToPath(new URL('simulate.ts', import.meta.url));
  return await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      // The exit code is 1 if an invariant was broken. If the last line is missing, the simulation itself has failed.
      if (!/^(seed|\d+ seeds)/m.test(stdout)) reject(new Error(stderr || error?.message));
      else resolve(stdout);
    });
  });
}
