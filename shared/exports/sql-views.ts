/** Every view over the tables of an export, in `muster query` and in Athena. */
import { COMMON_SQL_VIEWS, type SqlView } from './common-views.ts';
import { EDGES_VIEW } from './edges-view.ts';

export const SQL_VIEWS: readonly SqlView[] = [...COMMON_SQL_VIEWS, EDGES_VIEW];
