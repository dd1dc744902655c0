/** The part of ltijs 5.9.9 that we use; the package brings no types. */
declare module 'ltijs' {
  export interface LtijsPlatform {
    platformUrl(): Promise<string>;
    platformClientId(): Promise<string>;
    platformName(): Promise<string>;
    platformKid(): Promise<string>;
  }

  export interface LtijsDeepLinking {
    createDeepLinkingMessage(
      request: {
        iss: string;
        clientId: string;
        deploymentId: string;
        platformContext: { deepLinkingSettings: Record<string, unknown> };
      },
      items: readonly unknown[],
      options: Record<'message' | 'errMessage' | 'log' | 'errLog', string | undefined>,
    ): Promise<string>;
  }

  export interface LtijsProvider {
    readonly DeepLinking: LtijsDeepLinking;
    setup(encryptionKey: string, database: { plugin: unknown }, options: { cors: boolean }): void;
    getAllPlatforms(): Promise<LtijsPlatform[]>;
  }

  const ltijs: { Provider: LtijsProvider };
  export default ltijs;
}
