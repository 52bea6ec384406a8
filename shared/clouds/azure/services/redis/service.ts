/** Azure Cache for Redis. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'redis' });
