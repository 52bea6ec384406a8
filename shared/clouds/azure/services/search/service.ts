/** Azure AI Search. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'search' });
