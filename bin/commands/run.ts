/** `muster run`: reads accounts and writes an export, without a server. */
import { type Command, Option } from 'commander';
import { listed, type Surroundings } from './context.ts';
import { outputOf } from './output.ts';
import type { Flags } from './run/resolve-settings.ts';
import { fallbackText, flagOf, isSwitch, type Setting, SETTING_NAMES, SETTINGS, type SettingName } from './run/settings.ts';

export function addRun(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('run')
    .description('read the accounts that your logins see, and write an export into files: no deployment, no server')
    .addHelpText(
      'after',
      '\nEach option can also be set by a key of the configuration file or by an environment variable: see docs/run.md.',
    );
  for (const name of SETTING_NAMES) for (const option of optionsOf(name)) command.addOption(option);
  command.action(async (_options: object, self: Command) => {
    const options = self.opts<Record<string, unknown>>();
    const flags = Object.fromEntries(
      SETTING_NAMES.map((name) => [name, options[new Option(flagOf(name)).attributeName()]]).filter(([, value]) => value !== undefined),
    ) as Flags;
    const { runCommand } = await import('./run/run-command.ts');
    await runCommand(flags, outputOf(self, surroundings), surroundings);
  });
}

/** A switch also gets a `--no-` option, which overrules a file or the environment that turns it on. */
function optionsOf(name: SettingName): readonly Option[] {
  const { help, value, isList, choices } = SETTINGS[name] as Setting<unknown>;
  const flag = flagOf(name);
  if (isSwitch(name)) return [new Option(flag, help), new Option(flag.replace('--', '--no-')).hideHelp()];
  const option = new Option(`${flag} <${value}>`, `${help} (default: ${fallbackText(name)})`);
  // Only for the completion of shells: `resolveSettings` checks the value, whichever way it comes.
  if (choices) option.argChoices = [...choices];
  return [isList ? option.argParser(listed) : option];
}
