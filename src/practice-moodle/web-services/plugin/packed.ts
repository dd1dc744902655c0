import { packedIds } from '../../../domain/packed-ids.ts';
import { invalidParameter } from '../ws-error.ts';

/** @throws WsError `invalidparameter` */
export function idsIn(text: string): number[] {
  try {
    return packedIds(text);
  } catch {
    throw invalidParameter('Not a packed list of ids.');
  }
}
