import { decodeJwt } from 'jose';
import type { Activity } from '../../src/practice-moodle/course.ts';
import { authRequest, authUrl, Browser, formOf, origin } from './browser.ts';
import { Tool } from './tool.ts';

export const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
export const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
export const start = '/mod/lti/contentitem.php?id=1&course=4';

/** A teacher at a browser who chooses content from the tool for the second course. */
export class Choosing {
  readonly tool: Tool;
  readonly browser: Browser;

  private constructor(tool: Tool) {
    this.tool = tool;
    this.browser = new Browser(tool.moodle);
  }

  static async open(): Promise<Choosing> {
    const choosing = new Choosing(await Tool.open());
    await choosing.browser.loginAs('teacher');
    return choosing;
  }

  /** The login initiation, and the claims of the message that follows. */
  async launch(url = start) {
    const login = formOf((await this.browser.get(url)).body);
    const answer = formOf((await this.browser.get(authUrl(authRequest(login)))).body);
    return { login, claims: decodeJwt(answer.fields.id_token ?? '') };
  }

  /** Sends the tool's answer to where the request said, as the browser does from Moodle's own origin. */
  async respond(JWT: string) {
    const { claims } = await this.launch();
    const settings = claims[`${dl}deep_linking_settings`] as { deep_link_return_url: string };
    const address = settings.deep_link_return_url.slice(origin.length);
    return this.browser.post(address, { JWT, repost: 'true' });
  }

  /** Presses "save" on the page that shows the choice. */
  save(page: { body: string }) {
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
    const fields = { sesskey: field('sesskey'), selection: field('selection') };
    return this.browser.post('/course/modedit.php', fields);
  }

  /** The activities that a choice has become. */
  async add(items: unknown[]): Promise<readonly Activity[]> {
    const before = this.tool.moodle.activities.length;
    await this.save(await this.respond(await this.tool.response(items)));
    return this.tool.moodle.activities.slice(before);
  }
}
