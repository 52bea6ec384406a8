/** The document of `muster run`, with the table of its settings. */
import { settingsTable } from '../bin/commands/run/settings-table.ts';
import { withPart } from './generated-part.ts';

export const DOCUMENT = 'docs/run.md';

export const withSettings = (document: string): string => withPart(document, 'settings', settingsTable());
