/** The table of settings in docs/run.md, which `npm run generate` writes. */
import { fallbackText, flagOf, isSwitch, type Setting, SETTING_NAMES, SETTINGS, type SettingName, variableOf } from './settings.ts';

export const settingsTable = (): string =>
  ['| flag | in the file | environment | default | |', '|---|---|---|---|---|', ...SETTING_NAMES.map(row)].join('\n');

function row(name: SettingName): string {
  const { help, value, notInFile } = SETTINGS[name] as Setting<unknown>;
  const flag = isSwitch(name) ? flagOf(name) : `${flagOf(name)} ${value!.toUpperCase()}`;
  return `| \`${flag}\` | ${notInFile ? '' : `\`${name}\``} | \`${variableOf(name)}\` | ${fallbackText(name)} | ${help} |`;
}
