/** Azure Batch. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'batch' });
