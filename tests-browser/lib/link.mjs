// A bad link: a listener of its own between a browser and the program, which can be cut, and which can lose answers that
// the program gave. What goes through it is not changed.

import { createServer, request } from 'node:http';

/** Opens a link to the program at `base`. Close it when done. */
export async function openLink(base) {
  const { hostname, port } = new URL(base);
  let isCut = false;
  let losesAnswerTo = null;
  const lost = [];
  const server = createServer((asked, answer) => {
    if (isCut) {
      asked.socket.destroy();
      return;
    }
    const { method, url, headers } = asked;
    const onward = request({ hostname, port, method, path: url, headers }, (given) => {
      if (losesAnswerTo?.({ method, url })) {
        lost.push({ method, url, status: given.statusCode });
        losesAnswerTo = null;
        given.resume();
        given.on('end', () => asked.socket.destroy());
        return;
      }
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    onward.on('error', () => asked.socket.destroy());
    // Whoever asked has gone, or the link was cut meanwhile: an answer that nobody takes would be waited for without end.
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    /** The address of the program behind this link. */
    url: `http://127.0.0.1:${server.address().port}`,
    /** Nothing goes through any more. */
    cut() {
      isCut = true;
      server.closeAllConnections();
    },
    /** Everything goes through again. */
    mend() {
      isCut = false;
    },
    /** The next request that `matches` reaches the program; its answer never arrives. */
    loseAnswerTo(matches) {
      losesAnswerTo = matches;
    },
    /** Requests whose answers were lost. */
    lost,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
