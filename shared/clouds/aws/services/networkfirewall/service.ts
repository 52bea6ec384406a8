/** AWS Network Firewall: firewalls, their policies and rule groups. */
import { defineService } from '../../types/define.ts';

export default defineService({
  id: 'networkfirewall',
  sdk: '@aws-sdk/client-network-firewall',
  client: 'NetworkFirewallClient',
  permissions: 'network-firewall',
  // No limit is published for these reads.
  limit: { perSecond: 5, burst: 10 },
});
