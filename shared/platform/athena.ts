/** Athena, over the deployment's own exports. A module of its own, because its client is large and most requests do not need it. */
import { AthenaClient } from '@aws-sdk/client-athena';
import { AthenaSql } from '../queries/athena-sql.ts';
import { configuration } from './clients.ts';

export const createAthenaSql = (): AthenaSql => new AthenaSql(new AthenaClient(configuration('MUSTER_ATHENA_ENDPOINT')));
