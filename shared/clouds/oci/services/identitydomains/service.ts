import { defineService } from '../../types/define.ts';

export default defineService({ id: 'identitydomains', api: 'identity', global: true });
