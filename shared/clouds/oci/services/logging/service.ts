import { defineService } from '../../types/define.ts';

export default defineService({ id: 'logging', api: 'logging' });
