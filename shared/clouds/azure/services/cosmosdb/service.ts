/** Azure Cosmos DB. */
import { defineService } from '../../types/define.ts';

export default defineService({ id: 'cosmosdb' });
