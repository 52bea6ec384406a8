import { defineService } from '../../types/define.ts';

export default defineService({ id: 'events', api: 'events' });
