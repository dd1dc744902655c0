import pino from 'pino';

/** JSON lines with ids only: never a name, a mail address, a token, a claim. */
export type Log = pino.Logger;

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', 'res.headers', '*.id_token', '*.state'], remove: true },
  };
  return destination ? pino(options, destination) : pino(options);
}
