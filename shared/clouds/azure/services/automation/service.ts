/** Azure Automation. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'automation' });
