/** Registries of event schemas that the account has in a region, with the policies that share them. Those that AWS keeps for every account are left out. */
import { defineType, paged, read } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EventSchemas::Registry',
  kind: 'document',
  list: paged('ListRegistries', 'Registries', { Scope: 'LOCAL', Limit: 100 }),
  id: 'RegistryName',
  nativeId: 'RegistryArn',
  name: 'RegistryName',
  tags: 'Tags',
  details: {
    // A registry that was deleted since is answered in the same way as one without a policy.
    Policy: read('GetResourcePolicy', { RegistryName: 'RegistryName' }, 'Policy', { absent: ['NotFoundException'] }),
  },
  documents: ['Policy'],
});
