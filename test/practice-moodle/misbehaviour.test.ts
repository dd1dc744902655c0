import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Tool, types } from './tool.ts';

const members = '/CourseSection/3/bindings/1/memberships';
let tool: Tool;
let token: string;
beforeEach(async () => {
  tool = await Tool.open();
  token = await tool.token();
});

describe('The token endpoint can be made', () => {
  test('down, a page, or refusing once', async () => {
    const { misbehave } = tool.moodle;
    misbehave.token = 'down';
    expect((await tool.askForToken()).statusCode).toBe(503);
    misbehave.token = 'html';
    const page = await tool.askForToken();
    expect(page.statusCode).toBe(200);
    expect(() => JSON.parse(page.body)).toThrow(SyntaxError);
    misbehave.token = 'unauthorized-once';
    expect((await tool.askForToken()).statusCode).toBe(401);
    expect((await tool.askForToken()).statusCode).toBe(200);
  });
});

describe('The services can be made', () => {
  type Trouble = Exclude<Tool['moodle']['misbehave']['services'], undefined>;
  const answers: [Trouble, number, string | undefined][] = [
    ['down', 503, undefined],
    ['html', 200, undefined],
    ['maintenance', 503, '300'],
    ['rate-limited', 429, '7'],
    ['overloaded', 503, '7'],
  ];
  test.each(answers)('%s', async (services, status, retryAfter) => {
    Object.assign(tool.moodle.misbehave, { services, retryAfterSeconds: 7 });
    const response = await tool.get(members, types.members, token);
    expect(response.statusCode).toBe(status);
    expect(response.headers['retry-after']).toBe(retryAfter);
    expect(response.headers['content-type']).toContain('text/html');
    delete tool.moodle.misbehave.services;
    expect((await tool.get(members, types.members, token)).json().members).toHaveLength(5);
  });

  test('refusing once', async () => {
    tool.moodle.misbehave.services = 'unauthorized-once';
    expect((await tool.get(members, types.members, token)).statusCode).toBe(401);
    expect((await tool.get(members, types.members, token)).statusCode).toBe(200);
  });

  test('lose the answer to a score that is stored', async () => {
    tool.moodle.misbehave.scores = 'lost-answer';
    await tool.moodle.listen('127.0.0.1', 0);
    const { port } = tool.moodle.app.server.address() as AddressInfo;
    const sent = fetch(`http://localhost:${port}/mod/lti/services.php/3/lineitems/24/lineitem/scores`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': types.score },
      body: JSON.stringify({
        userId: '5',
        timestamp: '2026-11-23T08:00:00Z',
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        scoreGiven: 1,
        scoreMaximum: 1,
      }),
    });
    await expect(sent).rejects.toThrow('fetch failed');
    expect(tool.moodle.grades('training')['5']?.value).toBe(100);
    await tool.moodle.close();
  });

  test('never answer, and can still be closed', async () => {
    tool.moodle.misbehave.services = 'slow';
    await tool.moodle.listen('127.0.0.1', 0);
    const { port } = tool.moodle.app.server.address() as AddressInfo;
    const asked = fetch(`http://localhost:${port}/mod/lti/services.php${members}`);
    const failed = expect(asked).rejects.toThrow('fetch failed');
    const arrived = () => tool.moodle.requests.some(({ path }) => path.endsWith('/memberships'));
    while (!arrived()) await new Promise((resolve) => setImmediate(resolve));
    await tool.moodle.close();
    await failed;
  });

  test('answer late, and all the same', async () => {
    tool.moodle.misbehave.latencyMs = 1;
    expect((await tool.get(members, types.members, token)).statusCode).toBe(200);
  });
});

test('Every call of token endpoint and services is counted, without its token', async () => {
  tool.moodle.requests.length = 0;
  await tool.get(`${members}?limit=1`, types.members, token);
  await tool.get(members, types.members, 'wrong');
  await tool.askForToken();
  await tool.askForToken({ scope: 'nothing' });
  expect(tool.moodle.requests).toEqual([
    { method: 'GET', path: `/mod/lti/services.php${members}?limit=1`, authorized: true },
    { method: 'GET', path: `/mod/lti/services.php${members}`, authorized: false },
    { method: 'POST', path: '/mod/lti/token.php', authorized: true },
    { method: 'POST', path: '/mod/lti/token.php', authorized: false },
  ]);
});
