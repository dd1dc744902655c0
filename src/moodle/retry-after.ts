const longest = 3600;

/** Seconds that an answer asks to wait (RFC 9110 section 10.2.3), at most an hour; nothing where it says nothing. */
export function retryAfterOf(
  headers: Readonly<Record<string, string>>,
  now: number,
): { seconds: number } | undefined {
  const text = headers['retry-after'] ?? '';
  const date = Date.parse(text);
  const seconds = /^\d+$/.test(text) ? Number(text) : (date - now) / 1000;
  return Number.isNaN(seconds) ? undefined : { seconds: Math.ceil(Math.min(longest, Math.max(1, seconds))) };
}
