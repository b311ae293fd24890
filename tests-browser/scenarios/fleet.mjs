// Offices' nodes as the regency sees them: who is in touch, how one is enrolled, and what a revoked one left behind.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { PASSWORD, openFleet } from '../lib/fleet.mjs';
import { scenario } from '../lib/scenario.mjs';
import { signIn } from '../lib/staff.mjs';

scenario('the regency sees its offices, enrols one, and lets count what a stolen laptop had taken in', async (world) => {
  const fleet = await openFleet();
  try {
    const page = await world.desktop(null, { baseURL: fleet.url });
    await page.goto('/masuk?ke=/kelola/simpul');
    await signIn(page, 'kepala', PASSWORD);
    await page.waitForURL('**/kelola/simpul');
    for (const words of ['Kecamatan Sebatik', 'belum pernah', 'Laptop dicuri di pelabuhan']) {
      assert.ok((await page.locator('main').innerText()).includes(words), words);
    }
    await looked(world, page, 'simpul');
    await standsStraight(page);

    await page.getByRole('link', { name: 'Daftarkan kantor baru' }).click();
    await page.locator('#permintaan').fill(fleet.request);
    await page.getByRole('button', { name: 'Periksa permintaan' }).click();
    await page.getByText('Permintaan ini sah').waitFor();
    await looked(world, page, 'simpul-daftar');
    await page.goto('/kelola/simpul/sertifikat');
    await page.locator('#sertifikat').fill(fleet.certificate);
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.getByText('Sertifikat ini sah').waitFor();
    await looked(world, page, 'simpul-sertifikat');

    await page.goto('/kelola/simpul');
    await page.getByRole('link', { name: 'Lihat catatan yang disisihkan' }).click();
    await page.getByText('Dari Laptop Keliling').waitFor();
    await page.getByRole('button', { name: 'Berlakukan yang dipilih' }).click();
    await page.getByText('Pilih dulu yang akan diberlakukan').first().waitFor();
    await looked(world, page, 'simpul-disisihkan');
    await page.getByLabel(/Laporan LKL-/).check();
    await page.getByRole('button', { name: 'Berlakukan yang dipilih' }).click();
    await page.getByText('1 hal kini berlaku').waitFor();
    await looked(world, page, 'simpul-diberlakukan');
    // Choosing nothing is explained, which is a 422.
    world.forgive(/422/);
  } finally {
    await fleet.close();
  }
});

/** The page is sound, and there are pictures of it on a desk and on a phone. */
async function looked(world, page, name) {
  await sound(page);
  await world.shot(page, `${name}-1280`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  await world.shot(page, `${name}-360`);
  await page.setViewportSize(size);
}

/** Marks stand on the line of their row, no card has a row without a word, and no name is broken within a word. */
async function standsStraight(page) {
  const size = page.viewportSize();
  const marks = await page.evaluate(() => {
    const bottom = (node) => {
      const words = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
      const range = document.createRange();
      range.selectNodeContents(words);
      return range.getClientRects()[0].bottom;
    };
    return [...document.querySelectorAll('table.cards .state')]
      .map((state) => bottom(state) - bottom(state.closest('tr').querySelector('td:nth-child(3)')));
  });
  assert.ok(marks.length > 0 && marks.every((apart) => Math.abs(apart) < 1), `marks beside their row: ${marks}`);

  await page.setViewportSize({ width: 360, height: 800 });
  const silent = await page.locator('table.cards td').evaluateAll((cells) =>
    cells.filter((cell) => cell.getClientRects().length > 0 && cell.innerText.trim() === '').map((cell) => cell.dataset.th));
  assert.deepEqual(silent, [], 'rows of a card without a word');
  const broken = await page.locator('.me').evaluate((me) => {
    const walker = document.createTreeWalker(me, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const word of node.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (range.getClientRects().length > 1) found.push(word[0]);
      }
    }
    return found;
  });
  assert.deepEqual(broken, [], 'words of the header that are broken');
  await page.setViewportSize(size);
}
