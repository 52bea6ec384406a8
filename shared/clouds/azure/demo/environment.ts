/** The demo estate in Azure, as Muster is told of it: its connections and accounts, and the variable by which it answers in Azure's place. */
import { parseAccountId } from '../../../ids.ts';
import type { Connection } from '../../connection.ts';
import type { DemoAccount } from '../../demo/demo-account.ts';
import { TENANTS } from './tenants.ts';

/** One for each tenant. */
export const azureConnections = (): readonly Connection[] =>
  TENANTS.map(({ id, connection }) => ({ connection_id: connection, provider: 'azure', settings: { tenant_id: id } }));

/** The subscriptions of each tenant, and its directory. */
export const azureAccounts = (): readonly DemoAccount[] =>
  TENANTS.flatMap(({ id, name, connection, subscriptions }) => [
    ...subscriptions.map((each) => ({
      account_id: parseAccountId(`azure:${each.id}`),
      name: each.name,
      organizational_unit: each.groups.join('/'),
      connection_id: connection,
    })),
    { account_id: parseAccountId(`azure:tenant/${id}`), name, connection_id: connection },
  ]);

/** The settings of the estate are in `MUSTER_DEMO`, which all clouds share. */
export const azureVariables = (): Readonly<Record<'MUSTER_AZURE_ANSWERER', string>> => ({
  MUSTER_AZURE_ANSWERER: new URL('answerer-module.ts', import.meta.url).href,
});
