import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, exportJWK, SignJWT } from 'jose';
import { newKey } from './tool.ts';

const key = newKey();
const lti = 'https://purl.imsglobal.org/spec/lti/claim/';
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/';

/** What the tool of these tests offers when it is asked for content. */
export const offered = [
  { type: 'ltiResourceLink', title: 'Modul 1: Mediendidaktik', lineItem: { scoreMaximum: 100 } },
  { type: 'ltiResourceLink', title: 'Modul 2: Mediencoaching', custom: { modul: '2' } },
];

/** A tool on a real port, as small as a tool can be: it logs in, offers two modules, and registers. */
export async function openToolSite(): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const form = new URLSearchParams(await bodyOf(request));
    const page = (html: string) => response.setHeader('content-type', 'text/html').end(html);
    if (pathname === '/lti/keys') return void response.end(await keySet());
    if (pathname === '/lti/login') return void response.writeHead(302, { location: authAddress(form) }).end();
    if (pathname === '/lti/launch') return void page(await launched(form.get('id_token') ?? ''));
    if (pathname === '/lti/register') return void page(await registered(url, searchParams));
    response.writeHead(404).end();
  }

  function authAddress(form: URLSearchParams): string {
    const query = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      redirect_uri: `${url}/lti/launch`,
      nonce: 'n',
      state: 's',
    });
    for (const name of ['client_id', 'login_hint', 'lti_message_hint']) query.set(name, form.get(name) ?? '');
    return `${form.get('iss')}/mod/lti/auth.php?${query}`;
  }

  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function keySet(): Promise<string> {
  const { kty, n, e } = await exportJWK(key);
  return JSON.stringify({ keys: [{ kty, n, e, kid: 'site-1', alg: 'RS256', use: 'sig' }] });
}

async function launched(idToken: string): Promise<string> {
  const claims = decodeJwt(idToken);
  const settings = claims[`${dl}deep_linking_settings`] as { deep_link_return_url: string } | undefined;
  if (!settings) return `<h1>${claims[`${lti}message_type`]}</h1>`;
  const iat = Math.floor(Date.now() / 1000);
  const jwt = await new SignJWT({
    iss: String(claims.aud),
    aud: claims.iss ?? '',
    iat,
    exp: iat + 60,
    nonce: 'n',
    [`${lti}deployment_id`]: claims[`${lti}deployment_id`],
    [`${lti}message_type`]: 'LtiDeepLinkingResponse',
    [`${lti}version`]: '1.3.0',
    [`${dl}content_items`]: offered,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'site-1' })
    .sign(key);
  return `<form method="post" action="${settings.deep_link_return_url.replaceAll('&', '&amp;')}">
    <input type="hidden" name="JWT" value="${jwt}"><button>Zwei Module nehmen</button></form>`;
}

async function registered(url: string, query: URLSearchParams): Promise<string> {
  const configuration = await (await fetch(query.get('openid_configuration') ?? '')).json();
  const response = await fetch(configuration.registration_endpoint, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${query.get('registration_token')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      response_types: ['id_token'],
      initiate_login_uri: `${url}/lti/login`,
      redirect_uris: [`${url}/lti/launch`],
      client_name: 'Zweites Tool',
      jwks_uri: `${url}/lti/keys`,
      token_endpoint_auth_method: 'private_key_jwt',
      'https://purl.imsglobal.org/spec/lti-tool-configuration': {
        domain: new URL(url).host,
        target_link_uri: `${url}/lti/launch`,
      },
    }),
  });
  const close = "(window.opener || window.parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*')";
  return `<p>${response.status}</p><button onclick="${close}">Fertig</button>`;
}
