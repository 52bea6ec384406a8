/** Azure Database for MySQL, flexible servers. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'mysql' });
