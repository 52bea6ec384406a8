/**
 * Starts the forge of the tests by hand, to try managed repositories and pipelines on the local platform:
 *
 *     node bin/launch.mjs test/support/forge/serve.ts --port 7300
 *
 * It prints what a configuration needs, and goes on until it is interrupted. What it holds is gone then.
 */
import { parseArgs } from 'node:util';
import { startForge } from './forge.ts';
import { LOGIN, TOKEN } from './world.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '7300' } } });
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  process.stderr.write(`--port: ${values.port} came; give a number from 1 to 65535.\n`);
  process.exit(2);
}
const forge = await startForge({ port }).catch((error: unknown) => {
  process.stderr.write(`The forge could not start on port ${port}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
process.stdout.write(`The forge answers at ${forge.url} as github, gitlab and gitea.

  base_url: ${forge.url}
  owner:    ${[...forge.world.organizations].join(', ')} (organization), ${LOGIN} (user)
  teams:    ${[...forge.world.teams.keys()].join(', ')}
  token:    env:FORGE_TOKEN, with FORGE_TOKEN=${TOKEN} in the environment of the platform

git clone http://x:${TOKEN}@${new URL(forge.url).host}/OWNER/NAME.git
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void forge.close().then(() => process.exit(0));
  });
