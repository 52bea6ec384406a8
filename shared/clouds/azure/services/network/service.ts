/** Networks, subnets, interfaces, security groups, load balancers, gateways, firewalls and DNS zones. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'network' });
