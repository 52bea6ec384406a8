/**
 * The secrets that Muster reads for a managed resource. Muster itself may read those of everybody, and a resource says to whom a secret is sent: so a
 * customer's resource has only secrets that are the customer's.
 */
import { parseReference } from '../clouds/secret-reference.ts';
import { type AccountId, type CustomerId, nativeId, providerOf } from '../ids.ts';

export interface Owned {
  readonly account_id: AccountId;
  readonly customer_id?: CustomerId | undefined;
}

/** The account and the name in the ARN of a secret or of a parameter. */
const PARTS = /^arn:[^:]+:(?:secretsmanager|ssm):[^:]+:(\d{12}):(?:secret:|parameter\/)(.+)$/;

/** Whether the secret may be read for the resource: any, unless it is a customer's. */
export function isReadable(reference: string, { account_id, customer_id }: Owned): boolean {
  if (customer_id === undefined) return true;
  const parsed = parseReference(reference);
  if (parsed === undefined || parsed.store === 'environment') return false;
  const [, account, name] = PARTS.exec(parsed.arn) ?? [];
  const isOfAccount = providerOf(account_id) === 'aws' && account === nativeId(account_id);
  return isOfAccount || name?.startsWith(`muster/${customer_id}/`) === true;
}

/** The sentence for a secret that may not be read. */
export const notReadable = ({ customer_id }: Owned): string =>
  `the secret is none of the customer's, whose resource it is; name one whose name begins with muster/${customer_id}/, or one of the resource's account`;
