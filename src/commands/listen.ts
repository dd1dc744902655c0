import type { FastifyInstance } from 'fastify';

/** A port that cannot be used, with what to do. */
export class PortError extends Error {}

/** @throws PortError that names the setting to change when the port is taken or not allowed */
export async function listen(
  app: FastifyInstance,
  host: string,
  port: number,
  setting: string,
): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    await app.close();
    if (code === 'EADDRINUSE') {
      throw new PortError(
        `Port ${port} on ${host} is taken by another program. End that program, or choose another port: ` +
          `${setting}=${port + 1}`,
      );
    }
    if (code === 'EACCES')
      throw new PortError(`Port ${port} is not allowed. Choose one above 1023: ${setting}=3000`);
    if (code === 'EADDRNOTAVAIL')
      throw new PortError(`This machine has no address ${host}. Set HOST=127.0.0.1`);
    throw error;
  }
}
