// The home page: the first thing anybody sees.

import assert from 'node:assert/strict';
import { axe, overflow } from '../lib/checks.mjs';
import { tabTo } from '../lib/keyboard.mjs';
import { scenario } from '../lib/scenario.mjs';

for (const screen of ['phone', 'desktop']) {
  scenario(`the home page opens on a ${screen}`, async (world) => {
    const page = await world[screen]('/');
    assert.equal(await page.locator('h1').count(), 1, 'one heading says what the page is');
    assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    await overflow(page);
    await axe(page);
    await world.shot(page, `home-${screen}`);
  });
}

scenario('the home page leads to reporting without JavaScript', async (world) => {
  const page = await world.phone('/', { javaScriptEnabled: false });
  await page.locator('main a[href="/lapor"]').first().click();
  await page.waitForURL('**/lapor');
  await overflow(page);
});

scenario('the home page leads to reporting by keyboard', async (world) => {
  const page = await world.desktop('/');
  await tabTo(page, 'main a[href="/lapor"]');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lapor');
});
