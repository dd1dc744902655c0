import { temporaryDatabase } from '../support/store.ts';
import { storeContract } from './contract.ts';

storeContract('SQLite', temporaryDatabase);
