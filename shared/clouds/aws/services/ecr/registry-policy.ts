/** The policy of the private registry of a region, which lets other accounts replicate into it. Every registry has one row, also without a policy. */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ECR::RegistryPolicy',
  kind: 'policy',
  list: single('GetRegistryPolicy', 'policyText', { as: 'policyText', absent: ['RegistryPolicyNotFoundException'] }),
  id: word('registry-policy'),
  documents: ['policyText'],
});
