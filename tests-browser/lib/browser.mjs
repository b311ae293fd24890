// Starts the machine's Chromium.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

// The sandbox needs rights that root in a container does not have; the rest keeps the browser off the network.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=id',
];

/** A headless browser, in an environment of its own if need be. */
export function launch(env = process.env) {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: ARGUMENTS, env });
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of NAMES) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  throw new Error(`None of ${NAMES.join(', ')} is on the PATH.`);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
