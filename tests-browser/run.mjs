// Runs the scenarios against a running program.
//
//   BASE_URL=http://127.0.0.1:8080 OUT=folder node run.mjs [part of a scenario file's name ...]
//
// Prints one line a scenario, then `N passed, N failed`. A failed scenario leaves pictures of its pages in OUT.
// `cargo xtask browser` starts the program and sets both variables, and HADIR, the program itself, for scenarios that
// start one of their own; with `--pictures` also PICTURES, the folder where the
// pictures of the handbook are made anew.

import { readdirSync } from 'node:fs';
import { launch } from './lib/browser.mjs';
import { World, scenarios } from './lib/scenario.mjs';

const SCENARIO_MS_MAX = 120_000;

const base = required('BASE_URL');
const out = required('OUT');
const wanted = process.argv.slice(2);

await load(wanted);
const browser = await launch();
let failed = 0;
for (const one of scenarios) failed += (await passes(one)) ? 0 : 1;
await browser.close();
console.log(`${scenarios.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || scenarios.length === 0 ? 1 : 0;

async function load(parts) {
  const folder = new URL('scenarios/', import.meta.url);
  const isWanted = (file) => parts.length === 0 || parts.some((part) => file.includes(part));
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs') && isWanted(file)).sort();
  for (const file of files) await import(new URL(file, folder));
}

async function passes({ name, act }) {
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
  await world.close();
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
