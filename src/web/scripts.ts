import { publicFolder, versioned } from './stylesheets.ts';

/** Tells Moodle that a registration is done. Its page works without it. */
export const closeScript = versioned(publicFolder, 'close.js');

/** Sends the answer to a choice of content. On the page that carries it stands a button that does the same. */
export const answerScript = versioned(publicFolder, 'send-answer.js');

/** Remembers how far a text was read. */
export const placeScript = versioned(publicFolder, 'place.js');

/** Saves in place what is being written into a form of the class `nb-saving`. */
export const saveScript = versioned(publicFolder, 'save.js');

/** Shows how far a run is. */
export const runScript = versioned(publicFolder, 'sync-run.js');
