import { MemoryStore } from '../../support/memory-store.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('the store in memory', () => Promise.resolve(new MemoryStore()));
