import { callsOf, defineType } from '../../types/define.ts';

const audit = callsOf('audit');

export default defineType({
  type: 'AuditConfiguration',
  kind: 'settings',
  list: audit.single('/configuration', 'read audit-events', { compartmentId: '{tenancy}' }),
  id: { word: 'configuration' },
  nativeId: { word: 'configuration' },
  name: { word: 'Audit configuration' },
});
