/** Azure Logic Apps. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'logic' });
