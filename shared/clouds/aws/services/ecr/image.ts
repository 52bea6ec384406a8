/** Images of every private repository of a region that are not archived. A repository may have thousands; they are listed 1,000 at a time. */
import { defineType, inside, paged, template } from '../../types/define.ts';

export default defineType({
  type: 'AWS::ECR::Image',
  kind: 'image',
  parents: 'AWS::ECR::Repository',
  list: paged('DescribeImages', 'imageDetails', { maxResults: 1000 }, { from: { repositoryName: 'repositoryName' } }),
  gone: ['RepositoryNotFoundException'],
  id: template('{repositoryName}@{imageDigest}'),
  name: template('{repositoryName}@{imageDigest}'),
  relationships: [inside('AWS::ECR::Repository', 'repositoryName')],
  // Pulls and scans set them. The numbers of findings that a scan leaves are no such value: they are a change.
  volatile: [
    'lastRecordedPullTime',
    'imageScanStatus',
    'imageScanFindingsSummary.imageScanCompletedAt',
    'imageScanFindingsSummary.vulnerabilitySourceUpdatedAt',
  ],
});
