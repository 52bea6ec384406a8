/** Azure Service Bus. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'servicebus' });
