// Several reports at once: ticked in a list, looked at, handed on together, and taken back; by keyboard alone, and without
// JavaScript on a phone.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn, tabTo } from '../lib/keyboard.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

const OTHER_UNIT = 'pupr';

/** Three reports that one word finds, and nothing else does. */
async function three(world) {
  const fields = marked(PIER);
  const numbers = [];
  for (let n = 0; n < 3; n += 1) numbers.push((await report(world, fields)).number);
  return { numbers, mark: fields.mark };
}

scenario('several reports are handed on and taken back by keyboard alone', async (world) => {
  const { numbers, mark } = await three(world);
  const page = await atDesk(world, HANDLER, `/meja?q=${mark}`);
  await sound(page);
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'x']) await page.keyboard.press(key);
  assert.equal(await page.locator('.inbox :checked').count(), 2, 'the third was ticked and unticked');
  const named = page.locator('[aria-keyshortcuts=x]');
  assert.equal(await named.count(), 1, 'one box says which key ticks it');
  assert.equal(await named.evaluate((box) => box.closest('tr').classList.contains('here')), true);
  await shots(world, page, 'banyak-pilih');
  await page.keyboard.press('a');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'teruskan');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/meja\/banyak\?/);
  await says(page, 'Teruskan: 2 laporan');
  await sound(page);
  await shots(world, page, 'banyak-isi');
  await tabTo(page, '#kepada');
  await page.locator('#kepada').selectOption(OTHER_UNIT);
  await pressOn(page, 'main form button');
  await page.getByText('Yang akan terjadi').first().waitFor();
  await says(page, 'Diteruskan ke');
  await sound(page);
  await shots(world, page, 'banyak-periksa');
  await pressOn(page, 'main button[value=jalankan]');
  await page.waitForURL(/kunci=/);
  await says(page, '2 laporan diteruskan');
  await sound(page);
  await shots(world, page, 'banyak-hasil');
  await page.reload();
  await says(page, '2 laporan diteruskan');
  await pressOn(page, 'main form[action$="/batal"] button');
  await page.waitForURL(/batal=ya/);
  await says(page, '2 laporan dikembalikan seperti semula');
  await sound(page);
  await shots(world, page, 'banyak-batal');
  await page.goto(`/meja?q=${mark}`);
  for (const number of numbers) assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), 1);
});

scenario('several reports are taken up on a phone without JavaScript', async (world) => {
  const { numbers, mark } = await three(world);
  const page = await atDesk(world, HANDLER, `/meja?q=${mark}`, { screen: 'phone', javaScriptEnabled: false });
  await fits(page);
  for (const number of numbers) await page.locator(`.inbox input[value="${number}"]`).check();
  await shots(world, page, 'banyak-ponsel');
  await page.locator('.picks button[value=ambil]').click();
  await page.waitForURL(/\/meja\/banyak\?/);
  await says(page, 'Ambil: 3 laporan');
  await page.locator(`main input[value^="${numbers[0]}"]`).uncheck();
  await fits(page);
  await shots(world, page, 'banyak-ponsel-periksa');
  await page.locator('main button[value=jalankan]').click();
  await page.waitForURL(/kunci=/);
  await says(page, '2 laporan Anda ambil');
  await page.goto('/meja?lihat=saya');
  for (const [place, number] of numbers.entries()) {
    assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), place === 0 ? 0 : 1, number);
  }
});

/** The page as a phone and as a desk show it. */
async function shots(world, page, name) {
  const size = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `${name}-${width}`);
  }
  await page.setViewportSize(size);
}

async function says(page, words) {
  await page.waitForLoadState();
  assert.ok((await page.locator('main').innerText()).includes(words), `${page.url()} does not say "${words}"`);
}
