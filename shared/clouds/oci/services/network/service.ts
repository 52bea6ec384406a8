import { defineService } from '../../types/define.ts';

export default defineService({ id: 'network', api: 'core' });
