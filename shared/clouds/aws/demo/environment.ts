/** The environment of a process whose AWS calls the demo estate answers: the CLI with `--demo`, a function of the local platform. */
import { InvalidRequest } from '../../../errors.ts';
import { parseDemoSettings, type DemoSettings } from '../../demo/settings.ts';

/** In the demo estate, a role of any name can be assumed. */
const ROLE = 'muster-demo';

export const demoEnvironment = ({ accounts, day }: DemoSettings): Readonly<Record<'MUSTER_DEMO' | 'MUSTER_ANSWERER', string>> => ({
  MUSTER_DEMO: `accounts=${accounts},day=${day}`,
  MUSTER_ANSWERER: new URL('answerer-module.ts', import.meta.url).href,
});

/**
 * The user's environment, with the demo estate in the place of AWS. Without settings, it takes those of MUSTER_DEMO or the defaults.
 * @throws InvalidRequest naming the variable that cannot be used
 */
export function withDemo(
  environment: NodeJS.ProcessEnv,
  settings = parseDemoSettings(environment['MUSTER_DEMO'] ?? ''),
): NodeJS.ProcessEnv {
  if (environment['MUSTER_REPLAY']) {
    throw new InvalidRequest('MUSTER_REPLAY', 'MUSTER_REPLAY answers in the place of the demo estate: unset it, or leave out --demo.');
  }
  return { MUSTER_ROLE_NAME: ROLE, ...environment, ...demoEnvironment(settings) };
}
