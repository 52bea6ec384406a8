/** The settings of the demo estate: `MUSTER_DEMO=accounts=25,day=1`. */
import { InvalidRequest } from '../../errors.ts';

/** AWS allows an organization this many accounts. */
export const MOST_ACCOUNTS = 10_000;

export const DEFAULT_SETTINGS: DemoSettings = { accounts: 25, day: 1 };

export interface DemoSettings {
  /** 1 to `MOST_ACCOUNTS`. */
  readonly accounts: number;
  /** Day 2 is the same estate a day later: some resources added, changed and deleted. */
  readonly day: 1 | 2;
}

const FORM = 'accounts=25,day=1';

/**
 * Reads `accounts=N,day=D`. Either setting may be missing and then has its default; an empty text means both defaults.
 * @throws InvalidRequest naming `field`
 */
export function parseDemoSettings(text: string, field = 'MUSTER_DEMO'): DemoSettings {
  let settings = DEFAULT_SETTINGS;
  const seen = new Set<string>();
  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [name = '', value = '', ...rest] = part.split('=').map((word) => word.trim());
    if (rest.length > 0 || !['accounts', 'day'].includes(name) || seen.has(name)) {
      throw new InvalidRequest(field, `${field}: ${JSON.stringify(part)} is not understood; write ${FORM}.`, ['accounts', 'day']);
    }
    seen.add(name);
    settings = name === 'day' ? { ...settings, day: parseDay(value, field) } : { ...settings, accounts: parseAccounts(value, field) };
  }
  return settings;
}

function parseDay(value: string, field: string): 1 | 2 {
  if (value === '1') return 1;
  if (value === '2') return 2;
  throw new InvalidRequest(field, `${field}: day is ${JSON.stringify(value)}; the demo estate has day 1 and day 2.`, ['1', '2']);
}

function parseAccounts(value: string, field: string): number {
  const accounts = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (accounts >= 1 && accounts <= MOST_ACCOUNTS) return accounts;
  throw new InvalidRequest(field, `${field}: accounts is ${JSON.stringify(value)}; write a whole number from 1 to ${MOST_ACCOUNTS}.`, [
    `1 to ${MOST_ACCOUNTS}`,
  ]);
}
