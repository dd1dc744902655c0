import { createPlatforms } from '../../lti/platforms.ts';
import { seedOps } from '../../src/demo/seed.ts';
import type { Registration } from '../../src/domain/site.ts';
import { createPracticeMoodle, type PracticeMoodle } from '../../src/practice-moodle/practice-moodle.ts';
import { createSecrets } from '../../src/runtime/secrets.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { freePort } from './free-port.ts';
import { buildProduct, type Running, runProduct } from './netz-process.ts';

const secret = 'a-secret-that-two-instances-of-the-tests-share';

/** A process of the product. */
export interface Instance {
  origin: string;
  process: Running;
}

/** Two processes of the product on one store, as a load balancer would have them, beside a practice Moodle. */
export interface TwoInstances {
  one: Instance;
  other: Instance;
  /** What browsers and Moodle think they talk to. */
  publicUrl: string;
  practice: PracticeMoodle;
  registration: Registration;
  /** The same store, seen from here. */
  store: Store;
  close(): Promise<void>;
}

export async function startTwoInstances(databaseUrl: string): Promise<TwoInstances> {
  const main = buildProduct();
  const [first, second, practicePort] = [await freePort(), await freePort(), await freePort()];
  const publicUrl = `http://127.0.0.1:${first}`;
  const practice = await createPracticeMoodle({
    origin: `http://localhost:${practicePort}`,
    toolUrl: publicUrl,
    clock: Date.now,
  });
  await practice.listen('localhost', practicePort);
  const store = await openStore(databaseUrl, Date.now);
  const registration = await register(store, practice);
  const [one, other] = [first, second].map((port): Instance => {
    const environment = {
      ...{ PORT: String(port), PUBLIC_URL: publicUrl, DATABASE_URL: databaseUrl, SECRET_KEY: secret },
      ...{ ALLOW_HTTP_PLATFORMS: 'true', ALLOW_PRIVATE_HOSTS: 'localhost' },
    };
    return { origin: `http://127.0.0.1:${port}`, process: runProduct(main, ['start'], environment) };
  }) as [Instance, Instance];
  await Promise.all([one, other].map((instance) => instance.process.says('listening')));
  return {
    ...{ one, other, publicUrl, practice, registration, store },
    async close() {
      for (const { process } of [one, other]) process.stop('SIGKILL');
      await Promise.all([one.process.ended, other.process.ended]);
      await practice.close();
      await store.close();
    },
  };
}

async function register(store: Store, practice: PracticeMoodle): Promise<Registration> {
  const platforms = createPlatforms({ store, secrets: createSecrets(secret), clock: Date.now });
  const { clientId, deploymentId, ...addresses } = practice.toolType;
  const details = { issuer: practice.origin, name: 'Moodle Lippenau', clientId };
  const { site, registration } = await platforms.add({
    ...{ ...details, ...addresses, deploymentIds: [deploymentId] },
  });
  const { people, activities } = practice;
  await store.commit(seedOps({ siteId: site.id, deploymentId, people, activities }, Date.now));
  return registration;
}

/** A browser that is sent now to one instance, now to the other, and keeps its cookies. */
export interface Wanderer {
  get(at: Instance, path: string): Promise<Response>;
  post(at: Instance, path: string, fields: Record<string, string>): Promise<Response>;
}

export function wanderer(publicUrl: string): Wanderer {
  const cookies = new Map<string, string>([['nb_b_test', 'a-browser-that-was-here-before']]);
  const go = async (at: Instance, path: string, more: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, origin: publicUrl };
    const answer = await fetch(`${at.origin}${path}`, { ...more, redirect: 'manual', headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  return {
    get: (at, path) => go(at, path),
    post: (at, path, fields) => go(at, path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

/** The first half of a launch, at one instance: what the browser brings back from Moodle. */
export async function signedLaunch(
  { practice, publicUrl }: TwoInstances,
  browser: Wanderer,
  at: Instance,
  who: { personId: string; activityId: string },
): Promise<{ id_token: string; state: string }> {
  const { clientId, deploymentId } = practice.toolType;
  const answer = await browser.post(at, '/lti/login', {
    ...{ iss: practice.origin, login_hint: '5', client_id: clientId, lti_deployment_id: deploymentId },
    ...{ target_link_uri: `${publicUrl}/lti/launch`, lti_message_hint: '{"launchid":"ltilaunch1_1"}' },
  });
  const { searchParams } = new URL(answer.headers.get('location') ?? '');
  const nonce = searchParams.get('nonce') ?? '';
  return {
    id_token: await practice.idToken({ ...who, nonce }),
    state: searchParams.get('state') ?? '',
  };
}
