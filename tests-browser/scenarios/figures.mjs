// A head reads the figures of the unit, opens the list behind one, and takes a list along.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HEAD, atDesk } from '../lib/staff.mjs';

for (const screen of ['phone', 'desktop']) {
  scenario(`a figure leads to the list behind it, and a list is taken along on a ${screen}`, async (world) => {
    const { number } = await report(world, marked(PIER));
    const page = await atDesk(world, HEAD, '/meja', { screen, javaScriptEnabled: false });
    await page.goto('/meja/ringkasan');
    await page.getByText(/laporan masuk, .* dijawab atau selesai/).waitFor();
    await fits(page);
    await world.shot(page, `meja-ringkasan-${screen}`);
    await page.locator('details summary', { hasText: 'laporan masuk dan dijawab' }).click();
    await page.locator('details[open] table a').last().click();
    await page.waitForURL(/\/meja\?q=sesudah/);
    assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), 1, 'this week holds the report');

    await page.goto('/meja/dini');
    await page.getByRole('heading', { level: 1, name: 'Peringatan dini' }).waitFor();
    await fits(page);
    await world.shot(page, `meja-dini-${screen}`);

    await page.goto('/meja?lihat=bebas');
    await page.locator('details summary', { hasText: 'Unduh daftar ini' }).click();
    await world.shot(page, `meja-unduh-${screen}`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[href*="bentuk=csv"]').click(),
    ]);
    assert.match(file.suggestedFilename(), /^hadir-bebas-\d{4}-\d{2}-\d{2}\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    assert.ok(text.startsWith('number,title,') && text.includes(number), 'the report is in the file');
    const again = await atDesk(world, HEAD, '/meja/ringkasan?masa=bulan', { screen });
    await sound(again);
  });
}
