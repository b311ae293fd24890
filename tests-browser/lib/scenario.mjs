// Scenarios: how they are declared, and the world each one is given.
//
//   import { scenario } from '../lib/scenario.mjs';
//   scenario('a report is sent from a phone', async (world) => {
//     const page = await world.phone('/lapor');
//     ...
//   });
//
// A scenario passes when its function returns and nothing went wrong on its pages meanwhile: an error in the
// console, an exception in a script, or a file of ours that did not arrive fails it too.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const PHONE = { width: 360, height: 800 };
const DESKTOP = { width: 1280, height: 800 };

/** Every scenario declared so far: `{ name, act }`. */
export const scenarios = [];

/** Declares a scenario. `act` is given a `World`. */
export function scenario(name, act) {
  scenarios.push({ name, act });
}

/** How many scenarios began so far. */
let begun = 0;

/** What one scenario sees: the running program, pages of its own, and a place for pictures. */
export class World {
  #browser;
  #contexts = [];
  #trouble = [];
  #userAgent;

  constructor(browser, base, out) {
    this.#browser = browser;
    // Every scenario is another phone, because one phone may not report without end.
    begun += 1;
    this.#userAgent = `Mozilla/5.0 (Linux; Android 10) Chrome/${browser.version()} Hadir-scenario/${begun}`;
    this.base = base;
    this.out = out;
  }

  /** A page on a phone of 360 x 800 points. See `open` for the options. */
  phone(path, options = {}) {
    return this.open(path, { viewport: PHONE, isMobile: true, hasTouch: true, ...options });
  }

  /** A page on a desktop screen of 1280 x 800 points. See `open` for the options. */
  desktop(path, options = {}) {
    return this.open(path, { viewport: DESKTOP, ...options });
  }

  /**
   * Opens `path` in a browser without any history. `options` are those of a Playwright context, such as
   * `{ javaScriptEnabled: false }` or `{ colorScheme: 'dark' }`; `in` is another browser than the one all share. Where
   * `path` is null nothing is loaded yet.
   */
  async open(path, { in: browser = this.#browser, ...options } = {}) {
    const context = await browser.newContext({
      baseURL: this.base,
      locale: 'id-ID',
      timezoneId: 'Asia/Makassar',
      userAgent: this.#userAgent,
      ...options,
    });
    context.setDefaultTimeout(10_000);
    this.#contexts.push(context);
    context.on('page', (page) => this.#watch(page));
    const page = await context.newPage();
    if (path !== null) await page.goto(path);
    return page;
  }

  /** Writes a picture of the page, whole from top to bottom, and returns where. */
  async shot(page, name) {
    mkdirSync(this.out, { recursive: true });
    const path = join(this.out, `${name}.png`);
    await page.screenshot({ path, fullPage: true });
    return path;
  }

  /** Writes a picture of what fits on the screen into another folder, and returns where. */
  async picture(page, name, folder) {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    return path;
  }

  /** Forgets troubles seen so far that match: for scenarios that provoke an error answer on purpose. */
  forgive(pattern) {
    this.#trouble = this.#trouble.filter((trouble) => !pattern.test(trouble));
  }

  /** What went wrong on the pages, in words. */
  get trouble() {
    return [...this.#trouble];
  }

  /** Closes every page of the scenario. */
  async close() {
    for (const context of this.#contexts) await context.close();
  }

  #watch(page) {
    page.on('console', (line) => {
      if (line.type() === 'error') this.#trouble.push(`console on ${page.url()}: ${line.text()}`);
    });
    page.on('pageerror', (error) => this.#trouble.push(`script on ${page.url()}: ${error.message}`));
    page.on('requestfailed', (request) => {
      // A page that is left while it still loads aborts its requests; that is how browsers work.
      const why = request.failure()?.errorText ?? 'unknown';
      if (why !== 'net::ERR_ABORTED') this.#trouble.push(`request ${request.url()}: ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) this.#trouble.push(`answer ${response.status()} from ${response.url()}`);
    });
  }
}
