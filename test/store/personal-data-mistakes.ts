import type { AnyCollection } from '../../src/store/port.ts';
import { fieldNames } from '../support/store-fields.ts';

/** Fields that name an account. */
const accountFields = ['accountId', 'createdBy', 'boundBy', 'usedBy'];
/** Fields that say something about a person. */
const personFields = [...accountFields, 'displayName', 'email', 'sub'];

/** What is wrong with the personal data that a collection declares: one sentence each, none if all is well. */
export function personalDataMistakes(collection: AnyCollection): string[] {
  const { personalData } = collection;
  const fields = fieldNames(collection);
  if (personalData === 'none') {
    return personFields.filter((field) => fields.has(field)).map((field) => `has ${field}, but says 'none'`);
  }
  if (personalData === undefined) return ['says nothing about personal data'];
  const { owners = [], purpose, retention } = personalData;
  const leading = Object.values(collection.indexes).map((index) => index.fields[0]);
  const checks: [boolean, string][] = [
    [owners.length > 0, 'names no owner'],
    ...owners.map((owner: string): [boolean, string] => [fields.has(owner), `has no field ${owner}`]),
    ...owners.map((owner: string): [boolean, string] => [
      owner === 'id' || leading.includes(owner),
      `cannot be searched by its owner ${owner}`,
    ]),
    ...accountFields.map((field): [boolean, string] => [
      !fields.has(field) || owners.includes(field),
      `has ${field}, which is no owner`,
    ]),
    [typeof purpose === 'string' && purpose.trim() !== '', 'says no purpose'],
    [typeof retention === 'string' && retention.trim() !== '', 'says no retention'],
    [typeof personalData.export === 'function', 'says not what an export shows'],
    [
      personalData.erase === 'remove' || typeof personalData.erase === 'function',
      'says not what an erasure leaves',
    ],
  ];
  return checks.filter(([isFine]) => !isFine).map(([, mistake]) => mistake);
}
