import { callsOf, defineType, inside } from '../../types/define.ts';

const kms = callsOf('kms');

export default defineType({
  type: 'Vault',
  kind: 'other',
  list: kms.list('/vaults', 'inspect vaults'),
  describe: kms.read('/vaults/{id}', 'read vaults'),
  relationships: [inside('Compartment', 'compartmentId')],
});
