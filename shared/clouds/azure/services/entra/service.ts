/** Entra ID, the directory of a tenant, by Microsoft Graph. */
import { defineService } from '../../types/define.ts';
import { CONDITIONAL_ACCESS_READS, GRAPH_READS, REPORT_READS } from '../../types/limits.ts';

export default defineService({
  id: 'entra',
  limit: GRAPH_READS,
  limits: {
    'GET /v1.0/identity/conditionalAccess/policies': CONDITIONAL_ACCESS_READS,
    'GET /v1.0/identity/conditionalAccess/namedLocations': CONDITIONAL_ACCESS_READS,
    'GET /v1.0/reports/authenticationMethods/userRegistrationDetails': REPORT_READS,
  },
});
