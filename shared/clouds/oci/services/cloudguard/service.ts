import { defineService } from '../../types/define.ts';

export default defineService({ id: 'cloudguard', api: 'cloudguard', global: true });
