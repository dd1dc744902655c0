import { beforeEach, describe, expect, test } from '@jest/globals';
import { origin } from './browser.ts';
import { Tool, types } from './tool.ts';

const results = '/3/lineitems/24/lineitem/results?type_id=1';
let tool: Tool;
beforeEach(async () => {
  tool = await Tool.open();
});

/** Value and completion of Jonas in the training. */
function standing(): [number | null | undefined, number] {
  return [tool.moodle.grades('training')['5']?.value, tool.moodle.completion('training', 'trainee')];
}

describe('A score for an activity', () => {
  const outcomes: [string, Record<string, unknown>, number | null, number][] = [
    ['pending, without a number', { gradingProgress: 'Pending', scoreGiven: undefined }, null, 0],
    ['not ready, without a number', { gradingProgress: 'NotReady', scoreGiven: undefined }, null, 0],
    ['fully graded, without a number', { scoreGiven: undefined }, null, 0],
    ['in progress, but fully graded', { activityProgress: 'InProgress' }, 50, 1],
    ['above the maximum', { scoreGiven: 150 }, 100, 1],
    ['below zero', { scoreGiven: -5 }, 0, 1],
    ['of zero', { scoreGiven: 0 }, 0, 1],
    ['of another maximum', { scoreGiven: 30, scoreMaximum: 60 }, 50, 1],
    ['with words nobody knows', { activityProgress: 'Foo', gradingProgress: 'Bar' }, null, 0],
    ['with numbers as text', { scoreGiven: '50', scoreMaximum: '100' }, 50, 1],
  ];
  test.each(outcomes)('%s is answered 200', async (_case, changes, value, completion) => {
    const response = await tool.score(changes);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(`${types.score}; charset=utf-8`);
    expect(response.body).toBe('');
    expect(standing()).toEqual([value, completion]);
  });

  test('of the same second or an older one is refused with 409 and changes nothing', async () => {
    await tool.score();
    for (const timestamp of [
      '2026-11-23T08:00:00.999Z',
      '2026-11-23T09:00:00+01:00',
      '2026-11-22T08:00:00Z',
    ]) {
      const response = await tool.score({ timestamp, scoreGiven: 60 });
      expect(response.statusCode).toBe(409);
      expect(response.statusMessage).toBe('Refusing score with an earlier timestamp for item 24 and user 5');
      expect(response.body).toBe('[]');
    }
    expect(standing()).toEqual([50, 1]);
  });

  test('of a later second replaces the one before', async () => {
    await tool.score();
    tool.clock += 1000;
    expect((await tool.score({ scoreGiven: 60 })).statusCode).toBe(200);
    expect(standing()).toEqual([60, 1]);
  });

  test('without a number erases the one before, and the time of it too', async () => {
    await tool.score();
    const later = { timestamp: '2026-11-23T08:00:01Z', scoreGiven: undefined };
    await tool.score({ ...later, activityProgress: 'Initialized', gradingProgress: 'NotReady' });
    expect(standing()).toEqual([null, 0]);
    expect((await tool.get(results)).json()).toEqual([]);
    expect((await tool.score({ timestamp: '2026-11-20T08:00:00Z' })).statusCode).toBe(200);
    expect(standing()).toEqual([50, 1]);
  });

  test('carries a comment, and without one clears it', async () => {
    await tool.score({ comment: 'gut' });
    expect((await tool.get(results)).json()[0].comment).toBe('gut');
    tool.clock += 1000;
    await tool.score();
    expect((await tool.get(results)).json()[0]).not.toHaveProperty('comment');
  });

  const incorrect: [string, Record<string, unknown>][] = [
    ['has a number without a maximum', { scoreMaximum: undefined }],
    ['has no readable time', { timestamp: 'gestern' }],
    ['has no such time', { timestamp: '2026-13-45T08:00:00Z' }],
    ['is for nobody', { userId: '999' }],
    ['is for a teacher', { userId: '3' }],
    ['is for an administrator who is not enrolled', { userId: '2' }],
    ['says nothing about grading', { gradingProgress: undefined }],
    ['has words instead of a number', { scoreGiven: 'viel' }],
  ];
  test.each(incorrect)('that %s is refused with the reason in the status line', async (_case, changes) => {
    const response = await tool.score(changes);
    expect(response.statusCode).toBe(400);
    expect(response.statusMessage).toMatch(/^Incorrect score received\{"userId":/);
    expect(response.body).toBe('[]');
    expect(standing()).toEqual([undefined, 0]);
  });

  test('that is refused looks accepted if it was written on several lines', async () => {
    const url = '/3/lineitems/24/lineitem/scores?type_id=1';
    const response = await tool.send('POST', url, { body: '{\n"userId": "5"\n}', type: types.score });
    expect(response.statusCode).toBe(200);
    expect(response.body).toBe('[]');
    expect(standing()).toEqual([undefined, 0]);
  });

  test('can name people with any letters in its refusal', async () => {
    const response = await tool.score({ userId: '3', comment: 'schön' });
    expect(Buffer.from(response.statusMessage, 'latin1').toString('utf8')).toContain('schön');
  });

  test('is taken under another course’s address, if the person is a student there', async () => {
    const url = '/4/lineitems/24/lineitem/scores?type_id=1';
    expect((await tool.score({}, url)).statusCode).toBe(200);
    expect(standing()).toEqual([50, 1]);
    const elsewhere = tool.moodle.addCourse({ shortName: 'K', members: ['school-head'] });
    const other = `/${elsewhere.id}/lineitems/24/lineitem/scores?type_id=1`;
    tool.clock += 1000;
    expect((await tool.score({}, other)).statusCode).toBe(400);
  });

  test('is sent as a score and as nothing else, to a column that is there', async () => {
    const url = '/3/lineitems/24/lineitem/scores?type_id=1';
    for (const type of ['application/json', 'application/vnd.ims.lis.v1.scorecontainer+json']) {
      expect((await tool.send('POST', url, { body: {}, type })).statusCode).toBe(400);
    }
    expect((await tool.get('/3/lineitems/24/lineitem/scores?type_id=1')).statusCode).toBe(405);
    const gone = await tool.score({}, '/3/lineitems/99/lineitem/scores?type_id=1');
    expect(gone.statusCode).toBe(404);
  });

  test('completes nothing where no grade is asked for', async () => {
    const teacherless = tool.moodle.activityById('network');
    teacherless.completion = 'none';
    await tool.score({}, '/3/lineitems/21/lineitem/scores?type_id=1');
    expect(tool.moodle.grades('network')['5']?.value).toBe(50);
    expect(tool.moodle.completion('network', 'trainee')).toBe(0);
  });

  test('counts for people of a long member list too', async () => {
    const [person] = tool.moodle.enrol(3);
    expect((await tool.score({ userId: person?.userId })).statusCode).toBe(200);
    expect(tool.moodle.completion('training', person?.id ?? '')).toBe(1);
  });
});

describe('A score for a column that the tool has added', () => {
  const url = '/3/lineitems/27/lineitem/scores?type_id=1';
  beforeEach(async () => {
    const body = { label: 'A', scoreMaximum: 10, resourceLinkId: '4' };
    await tool.send('POST', '/3/lineitems?type_id=1', { body, type: types.item });
  });

  test('never completes an activity', async () => {
    expect((await tool.score({ scoreMaximum: 50 }, url)).statusCode).toBe(200);
    expect(standing()).toEqual([undefined, 0]);
  });

  test('without a number gets Moodle’s own time: nothing older is taken afterwards', async () => {
    await tool.score({ scoreGiven: undefined }, url);
    const [result] = (await tool.get('/3/lineitems/27/lineitem/results?type_id=1')).json();
    expect(Object.keys(result)).toEqual(['id', 'userId']);
    expect((await tool.score({}, url)).statusCode).toBe(409);
  });

  test('that is the same again keeps the first time', async () => {
    await tool.score({ scoreMaximum: 50 }, url);
    tool.clock += 5000;
    await tool.score({ scoreMaximum: 50 }, url);
    expect((await tool.score({ timestamp: '2026-11-23T08:00:03Z' }, url)).statusCode).toBe(200);
  });
});

describe('Results', () => {
  test('are those with a time, in Moodle’s form, and can be asked for one person', async () => {
    await tool.score();
    await tool.score({ userId: '6', scoreGiven: 0 });
    const id = `${origin}/mod/lti/services.php/3/lineitems/24/lineitem`;
    const response = await tool.get(`${results}&user_id=5`, types.results);
    expect(response.json()).toEqual([
      {
        id: `${id}/results?type_id=1&user_id=5`,
        userId: '5',
        resultScore: 50,
        resultMaximum: 100,
        scoreOf: `${id}?type_id=1`,
        timestamp: '2026-11-23T08:00:00+00:00',
      },
    ]);
    expect((await tool.get(results)).json()).toHaveLength(2);
    expect((await tool.get(results, 'application/json')).statusCode).toBe(400);
  });

  test('cannot be paged: limit leads to a page that says 404', async () => {
    expect((await tool.get(`${results}&limit=1`)).statusCode).toBe(200);
    await tool.score();
    const response = await tool.get(`${results}&limit=1`);
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain('<h1>Fehler</h1>');
  });
});
