/** Azure Database for PostgreSQL, flexible servers. Single servers were retired in March 2025. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'postgresql' });
