/** The table of settings in docs/run.md. A test says that it is fresh; `node bin/commands/run/settings-table.ts` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fallbackText, flagOf, isSwitch, type Setting, SETTING_NAMES, SETTINGS, type SettingName, variableOf } from './settings.ts';

export const DOCUMENT = new URL('../../../docs/run.md', import.meta.url);

const BEGIN = '<!-- settings: made by bin/commands/run/settings-table.ts -->';
const END = '<!-- end of settings -->';

export const settingsTable = (): string =>
  ['| flag | in the file | environment | default | |', '|---|---|---|---|---|', ...SETTING_NAMES.map(row)].join('\n');

function row(name: SettingName): string {
  const { help, value, notInFile } = SETTINGS[name] as Setting<unknown>;
  const flag = isSwitch(name) ? flagOf(name) : `${flagOf(name)} ${value!.toUpperCase()}`;
  return `| \`${flag}\` | ${notInFile ? '' : `\`${name}\``} | \`${variableOf(name)}\` | ${fallbackText(name)} | ${help} |`;
}

/** The document with the table of today between its marks. @throws Error if it has no marks */
export function withTable(document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`${DOCUMENT.pathname} has no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${settingsTable()}\n\n${document.slice(end)}`;
}

if (import.meta.filename === process.argv[1]) writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8')));
