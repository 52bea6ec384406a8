/** App Service: web and function apps, their slots and plans. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'appservice' });
