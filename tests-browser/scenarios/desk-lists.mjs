// Lists of the desk: narrowed by what stands in the address, and the kind of a report set right on the way.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

for (const screen of ['phone', 'desktop']) {
  scenario(`a list is narrowed and its address opens the same list again on a ${screen}`, async (world) => {
    const { number } = await report(world, marked({ ...PIER, kind: 'question' }));
    const page = await atDesk(world, HANDLER, '/meja', { screen, javaScriptEnabled: false });
    await page.locator('details summary', { hasText: 'Saring' }).click();
    await page.locator('#jenis').selectOption('question');
    await page.locator('#petugas').selectOption('belum');
    await page.locator('form.filter button').click();
    await page.waitForURL(/jenis=question/);
    await page.getByText(/laporan cocok/).waitFor();
    assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), 1, 'the question is in the list');
    const kinds = await page.locator('.inbox .line').allInnerTexts();
    assert.ok(kinds.every((line) => !line.includes('Pengaduan')), 'no complaint is');
    await fits(page);
    await world.shot(page, `meja-saring-${screen}`);
    const again = await atDesk(world, HEAD, new URL(page.url()).pathname + new URL(page.url()).search, { screen });
    await again.getByText('Disaring: Pertanyaan, Belum ada petugas.').waitFor();
    assert.equal(await again.locator('#jenis').inputValue(), 'question');
    assert.equal(await again.locator(`.inbox a[href="/meja/${number}"]`).count(), 1, 'a colleague opens the same');
    await sound(again);
  });

  scenario(`an officer sets right what a report asks for on a ${screen}`, async (world) => {
    const { number, code, page: citizen } = await report(world, marked(PIER));
    await sound(await atDesk(world, HEAD, `/meja/${number}/jenis`, { screen }));
    const page = await atDesk(world, HANDLER, `/meja/${number}/jenis`, { screen, javaScriptEnabled: false });
    await world.shot(page, `meja-jenis-${screen}`);
    await page.locator('#jenis-complaint_supervisory').check();
    await page.locator('main form button:not([type=button])').click();
    await page.waitForURL(/\?sejak=/);
    await page.getByText('Dicatat sebagai pengaduan berkadar pengawasan').first().waitFor();
    await world.shot(page, `meja-jenis-sudah-${screen}`);
    await citizen.goto(`/lacak/${code}`);
    await citizen.getByText(/Batas waktu pindah dari/).waitFor();
    await world.shot(citizen, `lacak-jenis-${screen}`);
  });
}
