/** More of ltijs 5.9.9, which only the comparison uses; merges with lti/ltijs.d.ts. */
declare module 'ltijs' {
  export interface LtijsProvider {
    /** An express application. */
    app: import('node:http').RequestListener;
    setup(encryptionKey: string, database: { plugin: unknown }): void;
    deploy(options: { serverless: true; silent: true }): Promise<true>;
    registerPlatform(platform: {
      url: string;
      name: string;
      clientId: string;
      authenticationEndpoint: string;
      accesstokenEndpoint: string;
      authConfig: { method: 'JWK_SET'; key: string };
    }): Promise<LtijsPlatform>;
    onConnect(
      answer: (token: unknown, request: unknown, response: { send(text: string): unknown }) => void,
    ): true;
  }
}
