import { defineService } from '../../types/define.ts';

export default defineService({ id: 'kms', api: 'kms' });
