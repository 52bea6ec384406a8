/** Options by which a command takes accounts. */
import { Option } from 'commander';
import { SELECTOR_FORMS, SELECTOR_KINDS } from '../../shared/connections/account-selector.ts';
import { listed } from './context.ts';

/** An option that is a list of account ids and selectors. */
export class AccountsOption extends Option {
  /** How selectors begin. The completion of shells offers them. */
  readonly beginnings: readonly string[] = SELECTOR_KINDS.map((kind) => `${kind}:`);
}

/** `what`: what the option does, such as `resources of these accounts`. */
export const accountsOption = (flags: string, what: string): Option =>
  new AccountsOption(flags, `${what}: ids, or selectors such as ${SELECTOR_FORMS.join(', ')}`).argParser(listed);

/** The argument of a command that takes accounts. */
export const ACCOUNTS = ['<accounts...>', `account ids, or selectors such as ${SELECTOR_FORMS.join(', ')}`] as const;
