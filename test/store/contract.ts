import { describe } from '@jest/globals';
import { withoutCases } from './contract/case.ts';
import { claimCases } from './contract/claims.ts';
import { concurrencyCases } from './contract/concurrency.ts';
import { documentCases } from './contract/documents.ts';
import { expiryCases } from './contract/expiry.ts';
import { freshGround, type OpenDatabase } from './contract/ground.ts';
import { modelCases } from './contract/model.ts';
import { pagingCases } from './contract/paging.ts';

/**
 * What every adapter of the store has to do. `open` gives an empty database of it for each test; `lacking` names the
 * cases that this database, not the adapter, cannot show.
 */
export function storeContract(name: string, open: OpenDatabase, lacking: readonly string[] = []): void {
  describe(`The store on ${name}`, () => {
    const ground = freshGround(open);
    withoutCases(lacking, () => {
      describe('keeps documents', () => documentCases(ground));
      describe('finds documents', () => pagingCases(ground));
      describe('lets documents expire', () => expiryCases(ground));
      describe('hands out work', () => claimCases(ground));
      describe('serves several at once', () => concurrencyCases(ground));
      describe('agrees with a simple model', () => modelCases(ground));
    });
  });
}
