/** Fills a policy's remediation in for one resource. */
import { type AccountId, nativeId } from '../ids.ts';
import type { Policy } from '../policies/policy.ts';

export interface Remedied {
  readonly account_id: AccountId;
  readonly region: string;
  readonly resource_id: string;
  /** Undefined if the native id is not known. */
  readonly native_id: string | undefined;
}

/**
 * Text that a shell reads as one word and a command does not read as an option. Whoever names a resource could otherwise
 * inject a command into the terminal of the person who runs it; so a placeholder stays if the value does not match.
 */
const HARMLESS_WORD = /^[A-Za-z0-9_/][\w@%+=:,./-]*$/;

/** The policy's remediation, with the placeholders of its command replaced by the resource's values. */
export function remediationOf({ remediation: { cli, ...rest } }: Pick<Policy, 'remediation'>, resource: Remedied): Policy['remediation'] {
  if (cli === undefined) return rest;
  const values: Readonly<Record<string, string | undefined>> = {
    resource_id: resource.resource_id,
    region: resource.region,
    native_id: resource.native_id,
    account_id: nativeId(resource.account_id),
  };
  const filled = cli.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value !== undefined && HARMLESS_WORD.test(value) ? value : placeholder;
  });
  return { ...rest, cli: filled };
}
