/** Amazon EC2: machines, networks, disks and the settings of an account for them. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'ec2',
  sdk: '@aws-sdk/client-ec2',
  client: 'EC2Client',
  permissions: 'ec2',
  // https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html (Describe*, paginated; each API is
  // counted by itself)
  limit: { perSecond: 20, burst: 100 },
  perOperation: true,
  // Calls that read everything in one answer have a smaller bucket (the same page, unpaginated and unfiltered).
  limits: { DescribeAddresses: { perSecond: 10, burst: 50 }, DescribeVpnConnections: { perSecond: 10, burst: 50 } },
});
