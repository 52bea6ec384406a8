import { defineService } from '../../types/define.ts';

export default defineService({ id: 'blockstorage', api: 'core' });
