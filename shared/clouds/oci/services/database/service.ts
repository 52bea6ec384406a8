import { defineService } from '../../types/define.ts';

export default defineService({ id: 'database', api: 'database' });
