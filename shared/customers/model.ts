/** The rows of the tables `customers` and `customer_resources`. */
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountId, CustomerId, ResourceUid } from '../ids.ts';
import type { Item } from '../storage/store.ts';

export interface CustomerRow extends OutboxAttributes {
  readonly customer_id: CustomerId;
  readonly name: string;
  /** The beginning of the name, by which customers are sorted. */
  readonly name_key: string;
  readonly email: string;
  /** The form of the e-mail address that only one customer may have (`email.ts`). */
  readonly email_key: string;
  readonly created_at: string;
  readonly updated_at: string;
  /** The number of the customer's changes, from 1. It is the customer's ETag. */
  readonly version: number;
  /** How often another request has found a change of the e-mail address interrupted, and has kept it from going on. */
  readonly fence?: number;
  /** Puts the customer into the list. */
  readonly listed?: 'customer';
  /** True until the customer has been added: the e-mail address is not yet known to be its own. Readers take the row for absent. */
  readonly pending?: true;
  /** When DynamoDB may delete a row that is pending, in seconds since 1970. */
  readonly expires_at?: number;
  /** Names the request that is removing the customer, and until when (milliseconds since 1970) it may take. */
  readonly removing?: string;
  readonly removing_until?: number;
}

/** A single resource, or a whole account, that is assigned to a customer. The row of a resource stays when the resource is deleted. */
export interface AssignmentRow extends OutboxAttributes {
  /** The id of an account, which has no `|`, if the whole account is assigned. */
  readonly resource_uid: ResourceUid | AccountId;
  readonly customer_id: CustomerId;
  /** The account of a single resource; absent if the whole account is assigned. */
  readonly account_id?: AccountId;
  /** The name that the resource or the account had when it was assigned. */
  readonly name: string | null;
  readonly assigned_at: string;
  /** Who assigned it: the `id` of a principal. */
  readonly assigned_by: string;
  /** Different for each write of the row, so that a write can be conditional on the one that was read. */
  readonly claim: string;
}

/** Undefined for no row, and for one that is only kept until its events are sent. The store's items are untyped; those of the table are such rows. */
export const assignmentOf = (item: Item | undefined): AssignmentRow | undefined =>
  item === undefined || item['outbox_then'] === 'delete' ? undefined : (item as unknown as AssignmentRow);

/** Undefined for no row, for a customer that is not yet added, and for one that is only kept until its events are sent. As `assignmentOf`. */
export const customerOf = (item: Item | undefined): CustomerRow | undefined =>
  item === undefined || item['pending'] === true || item['outbox_then'] === 'delete' ? undefined : (item as unknown as CustomerRow);
