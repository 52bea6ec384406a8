/** Azure AI services (Cognitive Services, Azure OpenAI). */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'cognitiveservices' });
