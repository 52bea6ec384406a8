import { defineService } from '../../types/define.ts';

export default defineService({ id: 'compute', api: 'core' });
