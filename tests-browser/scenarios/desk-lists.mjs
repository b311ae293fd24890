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

for (const screen of ['phone', 'desktop']) {
  scenario(`a head keeps a list for the unit, and a colleague finds it beside every list on a ${screen}`, async (world) => {
    await report(world, marked({ ...PIER, kind: 'question' }));
    const name = `Tanya ${Math.random().toString(36).slice(2, 8)}`;
    const page = await atDesk(world, HEAD, '/meja?lihat=masuk&jenis=question', { screen, javaScriptEnabled: false });
    await page.getByText('Simpan daftar ini dengan nama').click();
    await page.waitForURL(/\/meja\/tampilan\?/);
    await page.locator('#nama').fill(name);
    await page.locator('#untuk-unit').check();
    await fits(page);
    await world.shot(page, `meja-tampilan-baru-${screen}`);
    await page.locator('form.narrow button').click();
    await page.waitForURL(/\/meja\?lihat=masuk&jenis=question$/);
    assert.equal(await page.locator('.rail a[aria-current=page]').innerText().then((words) => words.includes(name)), true);

    const colleague = await atDesk(world, HANDLER, '/meja', { screen });
    const link = colleague.locator('.rail a', { hasText: name });
    assert.match(await link.locator('.num').innerText(), /^\d+\+?$/);
    await sound(colleague);
    await world.shot(colleague, `meja-tampilan-${screen}`);
    await link.click();
    await colleague.getByText('Disaring: Pertanyaan.').waitFor();

    await page.goto('/meja/tampilan');
    await fits(page);
    await world.shot(page, `meja-tampilan-atur-${screen}`);
    const row = page.locator('main tr', { hasText: name });
    await row.locator('input[name=nama]').fill(`${name} baru`);
    await row.locator('form[action$="/nama"] button').click();
    await page.getByRole('link', { name: `${name} baru` }).waitFor();
    await sound(await atDesk(world, HEAD, '/meja/tampilan?lihat=masuk&jenis=question', { screen }));
    await page.locator('main tr', { hasText: name }).locator('form[action$="/hapus"] button').click();
    await page.waitForURL(/\/meja\/tampilan$/);
    assert.equal(await page.getByText(name).count(), 0);
  });

  scenario(`a search with conditions finds what they say on a ${screen}`, async (world) => {
    const fields = marked({ ...PIER, kind: 'question' });
    const { number } = await report(world, fields);
    const page = await atDesk(world, HANDLER, `/meja?q=${fields.mark}+jenis:pertanyaan+tempat:"sungai nyamuk"+status:terbuka`, { screen });
    await page.getByText('Disaring: Pertanyaan, Sungai Nyamuk').waitFor();
    assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), 1);
    await sound(page);
    await world.shot(page, `meja-cari-${screen}`);
    await page.goto(`/meja?q=${fields.mark}+jenis:pujian`);
    assert.equal(await page.locator('.inbox').count(), 0);
    await page.goto(`/meja?q=${fields.mark}+kategori:bulan`);
    await page.getByText('“kategori:bulan” tidak dikenal').waitFor();
    assert.equal(await page.locator(`.inbox a[href="/meja/${number}"]`).count(), 1);
    await sound(page);
    await world.shot(page, `meja-cari-tidak-dikenal-${screen}`);
  });
}
