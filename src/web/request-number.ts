import { randomSlice } from '../runtime/secrets.ts';

/** Without letters and digits that look alike: people read it out on the telephone. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Eight signs (40 random bits) that name a request on an error page and in the log, as in `7F3K-92QD`. */
export function requestNumber(): string {
  const signs = [...randomSlice(8)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
