// What a page costs on the wire, counted below the browser: every byte of the answer, its head and its framing.

import { connect } from 'node:net';

/** Bytes of the answer to `GET path`, asked for in one encoding, with the head in words. */
export function weigh(base, path, encoding) {
  const { hostname, port, host } = new URL(base);
  const ask = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nAccept-Encoding: ${encoding}\r\nConnection: close\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(ask));
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('end', () => {
      const answer = Buffer.concat(parts);
      const head = answer.subarray(0, answer.indexOf('\r\n\r\n')).toString('latin1');
      resolve({ bytes: answer.length, head });
    });
  });
}
