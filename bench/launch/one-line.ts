/** What a launch ends with where no page is measured. */
export const oneLine = 'launched';
