/**
 * The detector of a region; none where GuardDuty is off. Its members are not read: an administrator has up to 50,000, and
 * each member's own detector names its administrator.
 */
import { arn, defineType, paged, read, readAll, uses } from '../../types/define.ts';

/**
 * How GuardDuty answers accounts that are not the organization's delegated administrator: it misses the permission of the "Organization master", as
 * administrators were called. It has the same code for requests that are wrong in any other way.
 */
const NOT_ADMINISTRATOR = ['master', 'administrator'].map((text) => ({ code: 'BadRequestException', text }));

export default defineType({
  type: 'AWS::GuardDuty::Detector',
  kind: 'security_service',
  list: paged('ListDetectors', 'DetectorIds', { MaxResults: 50 }, { as: 'DetectorId' }),
  describe: read('GetDetector', { DetectorId: 'DetectorId' }, '@'),
  id: 'DetectorId',
  nativeId: arn('detector/{DetectorId}'),
  tags: 'Tags',
  relationships: [uses('AWS::IAM::Role', 'ServiceRole', 'DataSources.MalwareProtection.ServiceRole')],
  details: {
    Administrator: read('GetAdministratorAccount', { DetectorId: 'DetectorId' }, 'Administrator'),
    AutoEnableOrganizationMembers: read(
      'DescribeOrganizationConfiguration',
      { DetectorId: 'DetectorId' },
      'AutoEnableOrganizationMembers',
      { absent: NOT_ADMINISTRATOR },
    ),
    OrganizationFeatures: readAll('DescribeOrganizationConfiguration', { DetectorId: 'DetectorId' }, 'Features', {
      absent: NOT_ADMINISTRATOR,
    }),
  },
});
