import { defineService } from '../../types/define.ts';

export default defineService({ id: 'loadbalancer', api: 'loadbalancer' });
