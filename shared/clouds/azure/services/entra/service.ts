/** Entra ID, the directory of a tenant, by Microsoft Graph. */
import { defineService } from '../../types/define.ts';
import { GRAPH_READS } from '../../types/limits.ts';

export default defineService({ id: 'entra', limit: GRAPH_READS });
