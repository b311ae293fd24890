// Two reports under one number, because an office's disk was put back: whoever means one of them chooses, on the public
// page and at the desk, and gets there by links alone.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { PASSWORD, openTwiceNumbered } from '../lib/fleet.mjs';
import { scenario } from '../lib/scenario.mjs';
import { signIn } from '../lib/staff.mjs';

const TITLES = ['Lampu balai desa padam', 'Air Tanjung Karang keruh'];
const HEADING = /^Dua laporan memakai nomor SBT-\d\d-0001$/;

scenario('whoever is told a number that two reports bear chooses the one that is meant', async (world) => {
  const regency = await openTwiceNumbered();
  const [number, again] = regency.numbers;
  assert.equal(number, again, 'the number was given twice');
  try {
    const desk = await world.desktop('/masuk', { baseURL: regency.url });
    await signIn(desk, 'kepala', PASSWORD);
    await desk.waitForURL('**/meja');
    await release(desk, /Lampu jalan/, TITLES[0]);

    // Someone has the list open since before the second report was released, and follows the number it shows.
    const phone = await world.phone('/', { baseURL: regency.url });
    await phone.locator('a[href="/laporan"]:visible').first().click();
    await phone.getByRole('link', { name: TITLES[0] }).waitFor();
    await release(desk, /Air bersih/, TITLES[1]);
    await phone.getByRole('link', { name: TITLES[0] }).click();
    await chooses(world, phone, 'nomor-sama-umum', TITLES);

    await search(desk, number);
    await chooses(world, desk, 'nomor-sama-meja', TITLES);
    // A report's own page leads back to the choice.
    await desk.getByRole('link', { name: 'Lihat semuanya' }).click();
    assert.match(await desk.locator('h1').innerText(), HEADING);
  } finally {
    await regency.close();
  }
});

/** Shows a report to the public: from the inbox by its words, back to the inbox. */
async function release(page, words, title) {
  await page.getByRole('link', { name: words }).first().click();
  await page.getByRole('link', { name: 'Tampilkan untuk umum' }).click();
  await page.locator('#judul').fill(title);
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await page.waitForURL(/\?sejak=\d+/);
  await page.locator('a[href="/meja"]').first().click();
  await page.waitForURL('**/meja');
}

/** Looks for a number at the desk. */
async function search(page, number) {
  await page.locator('input[name=q]').first().fill(number);
  await page.locator('input[name=q]').first().press('Enter');
  await page.waitForURL(`**/meja/${number}`);
}

/** The page that asks which is meant is sound on a phone and on a desk, and each choice leads to its own report. */
async function chooses(world, page, name, titles) {
  assert.match(await page.locator('h1').innerText(), HEADING);
  await sound(page);
  const size = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `${name}-${width}`);
    for (const title of titles) {
      const asked = page.url();
      await page.getByRole('link', { name: title }).click();
      await page.waitForURL(/~[0-9a-z]{4}$/);
      assert.ok((await page.locator('h1').innerText()).includes(title), `${title} at ${width}`);
      await page.goBack();
      await page.waitForURL(asked);
    }
  }
  await page.setViewportSize(size);
  await page.getByRole('link', { name: titles[1] }).click();
  await page.waitForURL(/~[0-9a-z]{4}$/);
}
