import { defineService } from '../../types/define.ts';

export default defineService({ id: 'filestorage', api: 'filestorage' });
