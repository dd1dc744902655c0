import { createPracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import type { PracticeFacts, PracticeOrder } from './practice.ts';

/** The practice Moodle in a process of its own: its memory and its work are not what is measured. */
const [port = '0', people = '0', course = '0'] = process.argv.slice(2);
const moodle = await createPracticeMoodle({
  origin: `http://localhost:${port}`,
  toolUrl: 'http://127.0.0.1:3000',
  clock: () => Date.now(),
});
const invented = moodle.invent(Number(people)).map(({ userId }) => Number(userId));
const learners = moodle.enrol(Number(course)).map(({ userId }) => Number(userId));
const cohortId = moodle.webServices.addCohort('Netzwerk');
const { cmid } = moodle.webServices.addModule(3, { name: 'Modul 1', tracking: 1 });
for (const userId of learners) moodle.webServices.setState({ cmid, userId, completion: 1, grade: null });
// As measured on a real Moodle 4.5 with two cores.
moodle.misbehave.webServiceLatency = { callMs: 70, elementMs: 2.2 };
await moodle.listen('localhost', Number(port));

const facts: PracticeFacts = {
  ...{
    origin: moodle.origin,
    token: moodle.webServices.token,
    people: invented,
    learners,
    cohortId,
    cmId: cmid,
  },
};
process.send?.(facts);
process.on('message', (order: PracticeOrder) => {
  if (order === 'stop') void moodle.close().then(() => process.exit(0));
  else {
    const calls = moodle.webServices.calls.splice(0);
    const writes = calls.filter((call) => /_add_|_delete_|enrol_users/.test(call.function));
    const latencies = calls.reduce((sum, { tookMs }) => sum + tookMs, 0);
    process.send?.({
      ...{ writes: writes.length, reads: calls.length - writes.length, latencyMs: latencies },
      written: writes.reduce((sum, { elements }) => sum + elements, 0),
    });
  }
});
