import { randomInt } from 'node:crypto';
import { Cookies } from '../cookies.ts';
import type { Answer, Browser, HttpClient } from '../http-client.ts';
import { oneLine } from './one-line.ts';
import type { Platform } from './platform.ts';

/** A tool as the platform and a browser see it. */
export interface Tool {
  client: HttpClient;
  platform: Platform;
  loginUrl: URL;
  launchUrl: URL;
  /** With which a launch that is let in answers. */
  launchStatus: number;
  /** Where a launch ends in one line, by where it sends the browser. */
  lineOf(target: URL): URL;
  /** Whether `target` itself is a page of the product. */
  hasPage: boolean;
}

/** A person of the platform, in one browser. */
export interface Visitor extends Browser {
  sub: string;
  name: string;
}

/** A login that was answered: what the token and the launch need. */
export interface StartedLogin {
  visitor: Visitor;
  state: string;
  nonce: string;
  ms: number;
}

/** Person `number`, from 0, in a browser that was never here; each has an address of its own. */
export function newVisitor(number: number): Visitor {
  return {
    cookies: new Cookies(),
    address: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    sub: String(1000 + number),
    name: `Person ${number}`,
  };
}

/** Third-party login, up to where the browser is sent to the platform. */
export async function startLogin(tool: Tool, visitor: Visitor): Promise<StartedLogin> {
  const { client, platform, loginUrl } = tool;
  const cmid = randomInt(1, 1_000_000);
  let answer = await client.post(loginUrl, visitor, {
    iss: platform.issuer,
    login_hint: visitor.sub,
    target_link_uri: tool.launchUrl.href,
    client_id: platform.clientId,
    lti_deployment_id: platform.deploymentId,
    lti_message_hint: JSON.stringify({ cmid, launchid: `ltilaunch${cmid}_${cmid}` }),
  });
  let target = targetOf(answer, loginUrl);
  let ms = answer.ms;
  // A browser that was never here makes one more round, which tests whether a cookie comes back.
  if (target.origin === loginUrl.origin) {
    answer = await client.get(target, visitor);
    target = targetOf(answer, loginUrl);
    ms += answer.ms;
  }
  const [state, nonce] = [target.searchParams.get('state'), target.searchParams.get('nonce')];
  if (!state || !nonce || target.origin === loginUrl.origin) throw unexpected('login', answer);
  return { visitor, state, nonce, ms };
}

/** @returns where the browser is sent, and the time of login and launch together */
export async function finishLaunch(
  tool: Tool,
  { visitor, state, ms }: StartedLogin,
  token: string,
): Promise<{ visitor: Visitor; target: URL; ms: number }> {
  const answer = await tool.client.post(tool.launchUrl, visitor, { id_token: token, state });
  if (answer.status !== tool.launchStatus) throw unexpected('launch', answer);
  return { visitor, target: targetOf(answer, tool.launchUrl), ms: ms + answer.ms };
}

type Arrived = { visitor: Visitor; target: URL };

/** Follows the launch to its one line. @returns the time of this request in milliseconds */
export async function openLine({ client, lineOf }: Tool, { visitor, target }: Arrived): Promise<number> {
  const answer = await client.get(lineOf(target), visitor);
  if (answer.status !== 200 || answer.body !== oneLine) throw unexpected('line', answer);
  return answer.ms;
}

/** @returns its time in milliseconds and its size in characters */
export async function openPage(
  { client }: Tool,
  { visitor, target }: Arrived,
): Promise<{ ms: number; size: number }> {
  const answer = await client.get(target, visitor);
  if (answer.status !== 200) throw unexpected('first page', answer);
  return { ms: answer.ms, size: answer.body.length };
}

function targetOf(answer: Answer, base: URL): URL {
  if (answer.headers.location === undefined) throw unexpected('redirect', answer);
  return new URL(answer.headers.location, base);
}

function unexpected(step: string, { status, body }: Answer): Error {
  return new Error(`${step} answered ${status}: ${body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 500)}`);
}
