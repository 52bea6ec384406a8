/** Azure Monitor: alerts on the activity log, action groups, Application Insights and Log Analytics. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'monitor' });
