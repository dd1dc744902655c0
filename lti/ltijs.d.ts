/** The part of ltijs 5.9.9 that we use; the package brings no types. */
declare module 'ltijs' {
  export interface LtijsPlatform {
    platformUrl(): Promise<string>;
    platformClientId(): Promise<string>;
    platformName(): Promise<string>;
    platformKid(): Promise<string>;
  }

  export interface LtijsDeepLinking {
    createDeepLinkingMessage: import('./deep-linking.ts').Compose;
  }

  export interface LtijsProvider {
    readonly DeepLinking: LtijsDeepLinking;
    setup(encryptionKey: string, database: { plugin: unknown }, options: { cors: boolean }): void;
    getAllPlatforms(): Promise<LtijsPlatform[]>;
  }

  const ltijs: { Provider: LtijsProvider };
  export default ltijs;
}
