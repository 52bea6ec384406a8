/** How to fix one resource. */
import { type AccountId, nativeId } from '../ids.ts';
import type { Policy } from '../policies/policy.ts';

export interface Remedied {
  readonly account_id: AccountId;
  readonly region: string;
  readonly resource_id: string;
  /** Undefined if it is not known. */
  readonly native_id: string | undefined;
}

/**
 * What a shell takes for one word and a command for no option. Names of resources are chosen by others than those who
 * run the command: what does not fit stays a placeholder.
 */
const HARMLESS_WORD = /^[A-Za-z0-9_/][\w@%+=:,./-]*$/;

/** The policy's remediation, its command about this resource. */
export function remediationOf({ remediation: { cli, ...rest } }: Policy, resource: Remedied): Policy['remediation'] {
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
