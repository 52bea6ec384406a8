import { callsOf, defineType } from '../../types/define.ts';

const cloudguard = callsOf('cloudguard');

export default defineType({
  type: 'CloudGuardConfiguration',
  kind: 'settings',
  list: cloudguard.single('/configuration', 'inspect cloud-guard-config', { compartmentId: '{tenancy}' }),
  id: { word: 'configuration' },
  nativeId: { word: 'configuration' },
  name: { word: 'Cloud Guard' },
});
