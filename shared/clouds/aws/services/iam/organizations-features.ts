/**
 * How an organization manages the root users of its members. Only the organization's management account and its delegated administrator may ask: other
 * accounts have none to read. `Features` is null where IAM has no trusted access to the organization, so that no feature can be on.
 */
import { defineType, single, word } from '../../types/define.ts';

export default defineType({
  type: 'AWS::IAM::OrganizationsFeatures',
  kind: 'settings',
  list: single('ListOrganizationsFeatures', '@', {
    as: 'Features',
    absent: ['ServiceAccessNotEnabledException', 'OrganizationNotInAllFeaturesModeException'],
  }),
  id: word('organizations-features'),
});
