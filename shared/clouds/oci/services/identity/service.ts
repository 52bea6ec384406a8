import { defineService } from '../../types/define.ts';

export default defineService({ id: 'identity', api: 'identity', global: true });
