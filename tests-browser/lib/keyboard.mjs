// Going through a page with the keyboard alone.

import assert from 'node:assert/strict';

const TABS_MAX = 200;

/**
 * Presses Tab until the focused element matches the CSS selector, and checks on the way that every stop can be
 * seen. Fails when the focus came round without meeting it. Returns the number of stops.
 */
export async function tabTo(page, selector) {
  for (let stops = 1; stops <= TABS_MAX; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus, selector);
    assert.ok(stop.visible, `the focus is on something invisible: ${stop.name}`);
    if (stop.matches) return stops;
  }
  assert.fail(`${TABS_MAX} presses of Tab never reached ${selector} on ${page.url()}`);
}

/** Tabs to the element and presses a key on it; Enter when none is named. */
export async function pressOn(page, selector, key = 'Enter') {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}

/** Tabs to the field and types. */
export async function typeInto(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

// Runs in the page. The body itself is where the focus rests between two rounds.
function describeFocus(selector) {
  const element = document.activeElement ?? document.body;
  const box = element.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === 'visible';
  return {
    matches: element.matches(selector),
    visible: element === document.body || shown,
    name: element.outerHTML.slice(0, 120),
  };
}
