// Checks that hold for every page: the rules of axe in both colour schemes, and nothing wider than the screen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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
  const { excess, culprits } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const sticksOut = (element) => element.getBoundingClientRect().right > width + 0.5;
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className}`;
    return {
      excess: document.documentElement.scrollWidth - width,
      culprits: [...document.querySelectorAll('body *')].filter(sticksOut).map(name).slice(0, 5),
    };
  });
  assert.ok(excess <= 0, `${page.url()} is ${excess} px too wide: ${culprits.join(', ')}`);
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
