/** Roles of a stock Moodle (lib/db/install.php). */
export const rolesById: ReadonlyMap<number, string> = new Map([
  [1, 'manager'],
  [2, 'coursecreator'],
  [3, 'editingteacher'],
  [4, 'teacher'],
  [5, 'student'],
  [6, 'guest'],
  [7, 'user'],
  [8, 'frontpage'],
]);
