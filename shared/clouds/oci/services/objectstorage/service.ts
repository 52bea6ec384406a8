import { defineService } from '../../types/define.ts';

export default defineService({ id: 'objectstorage', api: 'objectstorage' });
