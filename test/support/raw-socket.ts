import { connect } from 'node:net';

/**
 * Sends bytes as they are and gives back everything that came until the server closed the connection.
 *
 * @param trickle bytes sent one by one after that, every 20 ms, for as long as the server listens
 */
export function sendBytes(port: number, bytes: string | Buffer, trickle = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let sent = 0;
    socket.setEncoding('latin1');
    socket.on('data', (text) => {
      received += text;
    });
    // A server that hangs up while we still send is what some tests want; what came before counts.
    socket.on('error', () => undefined);
    socket.write(bytes);
    const timer = setInterval(() => {
      if (trickle !== '') socket.write(trickle[sent++ % trickle.length] ?? '');
    }, 20);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(received);
    });
  });
}

/** A request that ends its connection; header lines in between. */
export function request(line: string, headers: readonly string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', body].join('\r\n');
}
