// Runs the scenarios against a running program, or against several side by side.
//
//   BASE_URL=http://127.0.0.1:8080 OUT=folder node run.mjs [part of a scenario file's name ...]
//
// BASE_URL may hold several addresses, separated by spaces: each program has a browser of its own, and takes the next
// file of scenarios when it is done with one. The scenarios of a file run one after the other, on the same program.
//
// Prints one line a scenario, then `N passed, N failed`. A failed scenario leaves pictures of its pages in OUT.
// `cargo xtask browser` starts the program and sets both variables, and HADIR, the program itself, for scenarios that
// start one of their own; with `--pictures` also PICTURES, the folder where the
// pictures of the handbook are made anew.

import { readdirSync } from 'node:fs';
import { launch } from './lib/browser.mjs';
import { World, scenarios } from './lib/scenario.mjs';

const SCENARIO_MS_MAX = 120_000;
/** What the scenarios left open may take so long to close by itself. */
const LINGER_MS_MAX = 10_000;

const bases = required('BASE_URL').split(' ');
const out = required('OUT');
const wanted = process.argv.slice(2);

const files = await load(wanted);
let failed = 0;
await Promise.all(bases.map(work));
console.log(`${scenarios.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || scenarios.length === 0 ? 1 : 0;
// Something left open would keep this process alive for ever, and whoever waits for it.
setTimeout(() => {
  console.log(`Left open by a scenario: ${process.getActiveResourcesInfo().join(', ')}.`);
  process.exit();
}, LINGER_MS_MAX).unref();

/** Runs files of scenarios against one program until none is left. */
async function work(base) {
  const browser = await launch();
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    for (const one of file) {
      // Not added behind an `await`, which would lose what others counted meanwhile.
      if (!(await passes(one, browser, base))) failed += 1;
    }
  }
  await withinTime(browser.close());
}

/** The scenarios of each file, the files with most of them first, so that none of those is begun last. */
async function load(parts) {
  const folder = new URL('scenarios/', import.meta.url);
  const isWanted = (file) => parts.length === 0 || parts.some((part) => file.includes(part));
  const loaded = [];
  for (const file of readdirSync(folder).filter((file) => file.endsWith('.mjs') && isWanted(file)).sort()) {
    const before = scenarios.length;
    await import(new URL(file, folder));
    loaded.push(scenarios.slice(before));
  }
  return loaded.sort((one, other) => other.length - one.length);
}

async function passes({ name, act }, browser, base) {
  const world = new World(browser, base, out);
  const started = performance.now();
  let fault = null;
  try {
    await withinTime(act(world));
    if (world.trouble.length > 0) fault = new Error(world.trouble.join('\n'));
  } catch (error) {
    fault = error;
  }
  if (fault !== null) await keepPictures(name);
  await withinTime(world.close()).catch((error) => (fault ??= error));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${fault === null ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (fault !== null) console.log(`${fault.stack ?? fault}\n${world.trouble.join('\n')}`);
  return fault === null;

  async function keepPictures(title) {
    const stem = `failed-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const [at, page] of pages.entries()) {
      // The page may be what broke; a missing picture must not hide the reason.
      await world.shot(page, `${stem}-${at + 1}`).catch(() => {});
    }
  }
}

function withinTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${SCENARIO_MS_MAX} ms`)), SCENARIO_MS_MAX);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function required(variable) {
  const value = process.env[variable];
  if (value) return value;
  console.error(`${variable} is not set. Use: cargo xtask browser`);
  process.exit(2);
}
