/** Azure Event Hubs. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'eventhub' });
