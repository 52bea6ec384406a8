/** The table of settings in docs/run.md: `npm run generate` writes it, and a test fails if it is stale. */
import { fallbackText, flagOf, isSwitch, type Setting, SETTING_NAMES, SETTINGS, type SettingName, variableOf } from './settings.ts';

export const DOCUMENT = 'docs/run.md';

const BEGIN = '<!-- settings: made by npm run generate from bin/commands/run/settings.ts -->';
const END = '<!-- end of settings -->';

export const settingsTable = (): string =>
  ['| flag | in the file | environment | default | |', '|---|---|---|---|---|', ...SETTING_NAMES.map(row)].join('\n');

function row(name: SettingName): string {
  const { help, value, notInFile } = SETTINGS[name] as Setting<unknown>;
  const flag = isSwitch(name) ? flagOf(name) : `${flagOf(name)} ${value!.toUpperCase()}`;
  return `| \`${flag}\` | ${notInFile ? '' : `\`${name}\``} | \`${variableOf(name)}\` | ${fallbackText(name)} | ${help} |`;
}

/** Replaces the table between the document's two marks. @throws Error if it has no marks */
export function withTable(document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`${DOCUMENT} has no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${settingsTable()}\n\n${document.slice(end)}`;
}
