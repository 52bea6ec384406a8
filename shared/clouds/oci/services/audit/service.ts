import { defineService } from '../../types/define.ts';

export default defineService({ id: 'audit', api: 'audit', global: true });
