/** Who was there at a meeting, by participant: as a form showed it, as it was sent, and as it is stored now. */
export interface AttendanceSheet {
  shown: ReadonlyMap<string, boolean>;
  sent: ReadonlyMap<string, boolean>;
  stored: ReadonlyMap<string, boolean>;
}

/** What a sent sheet changes, and who was changed by others since it was made. By participant. */
export interface AttendanceChanges {
  /** To be written: true for "was there". */
  own: Map<string, boolean>;
  others: string[];
}

/**
 * Of a sheet only what its sender changed counts, so that two who fill it in at once do not undo each other. Who was
 * not on the sheet is not touched.
 */
export function attendanceChanges({ shown, sent, stored }: AttendanceSheet): AttendanceChanges {
  const own = new Map<string, boolean>();
  const others: string[] = [];
  for (const [id, isThere] of stored) {
    const was = shown.get(id);
    const is = sent.get(id);
    if (was === undefined || is === undefined) continue;
    if (was !== is && is !== isThere) own.set(id, is);
    if (was === is && was !== isThere) others.push(id);
  }
  return { own, others };
}
