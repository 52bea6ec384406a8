/** The demo estate in OCI, as Muster is told of it: its connection and account, and the variable by which it answers in OCI's place. */
import { parseAccountId } from '../../../ids.ts';
import type { Connection } from '../../connection.ts';
import type { DemoAccount } from '../../demo/demo-account.ts';
import { TENANCIES } from './tenancies.ts';

/** One for each tenancy. */
export const ociConnections = (): readonly Connection[] =>
  TENANCIES.map(({ id, connection, primary }) => ({
    connection_id: connection,
    provider: 'oci',
    settings: { tenancy: id, region: primary },
  }));

export const ociAccounts = (): readonly DemoAccount[] =>
  TENANCIES.map(({ id, name, connection }) => ({ account_id: parseAccountId(`oci:${id}`), name, connection_id: connection }));

/** The settings of the estate are in `MUSTER_DEMO`, which all clouds share. */
export const ociVariables = (): Readonly<Record<'MUSTER_OCI_ANSWERER', string>> => ({
  MUSTER_OCI_ANSWERER: new URL('answerer-module.ts', import.meta.url).href,
});
