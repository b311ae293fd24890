// Checks that hold for every page: the rules of axe in both colour schemes, nothing wider than the screen, one heading
// that says what the page is, and the language it is written in.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Widths in CSS pixels at which a page has to fit: the narrowest phone, a common one, a desktop screen. */
const WIDTHS = [320, 360, 1280];

/**
 * Everything below at once, at every width. Leaves the page in light and as wide as it was. The page needs JavaScript,
 * because axe does; without it, `fits` is what can be checked.
 */
export async function sound(page) {
  await fits(page);
  await axe(page);
}

/** Frame and overflow, at every width. */
export async function fits(page) {
  await frame(page);
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: size.height });
    await overflow(page);
  }
  await page.setViewportSize(size);
}

/** Fails unless there is one heading, one main part, a title, a language, and no id twice. */
export async function frame(page) {
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    return {
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      title: document.title.trim(),
      lang: document.documentElement.lang,
      twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    };
  });
  assert.equal(found.headings, 1, `${page.url()}: one h1 says what the page is`);
  assert.equal(found.mains, 1, `${page.url()}: one main part`);
  assert.ok(found.title.length > 0, `${page.url()} has no title`);
  assert.match(found.lang, /^(id|en)$/, `${page.url()}: the language is said`);
  assert.deepEqual(found.twice, [], `${page.url()}: every id stands once`);
}

/** Fails when axe finds a violation, in light or in dark. Leaves the page in light. */
export async function axe(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    const violations = await violationsOn(page);
    assert.equal(violations.length, 0, `axe on ${page.url()} (${colorScheme}):\n${violations.join('\n')}`);
  }
}

/** Fails when the page is wider than its screen, and names the elements that stick out. */
export async function overflow(page) {
  const { excess, culprits, width } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const sticksOut = (element) => element.getBoundingClientRect().right > width + 0.5;
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className}`;
    return {
      width,
      excess: document.documentElement.scrollWidth - width,
      culprits: [...document.querySelectorAll('body *')].filter(sticksOut).map(name).slice(0, 5),
    };
  });
  assert.ok(excess <= 0, `${page.url()} is ${excess} px too wide at ${width} px: ${culprits.join(', ')}`);
}

async function violationsOn(page) {
  // Evaluated by the browser's own debugger, so that a strict content security policy stays in force.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      places: nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} (${node.failureSummary})`),
    }));
  });
  return violations.map(({ id, help, places }) => `${id}: ${help}\n    ${places.join('\n    ')}`);
}
