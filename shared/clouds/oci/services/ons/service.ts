import { defineService } from '../../types/define.ts';

export default defineService({ id: 'ons', api: 'ons' });
