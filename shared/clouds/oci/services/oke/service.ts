import { defineService } from '../../types/define.ts';

export default defineService({ id: 'oke', api: 'containerengine' });
