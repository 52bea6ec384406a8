/** Rules of AWS Config in a region, of AWS and own ones, without the text of own policies. */
import { defineType, paged, readAll } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Config::ConfigRule',
  kind: 'policy',
  list: paged('DescribeConfigRules', 'ConfigRules'),
  id: 'ConfigRuleName',
  nativeId: 'ConfigRuleArn',
  name: 'ConfigRuleName',
  tags: 'Tags',
  details: { Tags: readAll('ListTagsForResource', { ResourceArn: 'ConfigRuleArn' }, 'Tags', { absent: ['ResourceNotFoundException'] }) },
  documents: ['InputParameters'],
  drop: ['Source.CustomPolicyDetails.PolicyText'],
});
