/** An account of the demo organization, as it is registered. */
import type { AccountId } from '../../ids.ts';

export interface DemoAccount {
  readonly account_id: AccountId;
  readonly name: string;
  readonly organizational_unit?: string;
  /** The deployment's own connection if absent. */
  readonly connection_id?: string;
}
