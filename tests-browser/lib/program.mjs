// The program as whoever runs it meets it: its commands, and a node that is served.

import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Runs a command of the program and returns what it says. */
export function hadir(...words) {
  return execFileSync(process.env.HADIR, words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }).trim();
}

/** Serves a node at a port of its own; gives the addresses it names, and how to stop it. */
export async function serve(data, host, ...more) {
  const child = spawn(process.env.HADIR, ['serve', '--data', data, '--listen', `${host}:0`, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const wanted = more.includes('--listen-plain') ? 2 : 1;
  const urls = [];
  for await (const line of createInterface({ input: child.stdout })) {
    urls.push(line.match(/https?:\/\/\S+/)[0]);
    if (urls.length === wanted) break;
  }
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { urls, stop };
}
