/** Azure Databricks. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'databricks' });
