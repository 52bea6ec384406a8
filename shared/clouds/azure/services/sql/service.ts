/** Azure SQL: logical servers and their databases. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'sql' });
