/** How the private registry of a region scans images. Every registry has these settings. */
import { defineType, single } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ECR::RegistryScanningConfiguration',
  kind: 'settings',
  list: single('GetRegistryScanningConfiguration', '@'),
  id: 'registryId',
});
