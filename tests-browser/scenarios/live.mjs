// Lists and reports that bring themselves up to date: by a stream, by asking where no stream comes through, and never under
// the hand of someone at work.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

/** Takes a report up, by someone else than who looks on. */
async function takeUp(world, number) {
  const head = await atDesk(world, HEAD, `/meja/${number}`, { javaScriptEnabled: false });
  await head.locator('form[action$="/ambil"] button').click();
  await head.waitForURL(/\?sejak=/);
  return head;
}

const rowOf = (page, number) => page.locator(`#daftar a[href="/meja/${number}"]`);

for (const screen of ['phone', 'desktop']) {
  scenario(`a list shows a new report by itself, and offers it where something is ticked, on a ${screen}`, async (world) => {
    const asked = () => report(world, marked({ ...PIER, kind: 'question' }));
    const first = await asked();
    const desk = await atDesk(world, HANDLER, '/meja?lihat=masuk&jenis=question', { screen });
    await rowOf(desk, first.number).waitFor();
    await desk.mouse.move(5, 5);
    const second = await asked();
    await rowOf(desk, second.number).waitFor({ timeout: 30_000 });
    assert.equal(await desk.locator('#kabar [role=status]').innerText(), '', 'a list says by itself what is in it');
    await sound(desk);

    await desk.locator('#daftar input[name=l]').first().check();
    const third = await asked();
    const line = desk.locator('#kabar');
    await line.getByText('Daftar ini berubah.').waitFor({ timeout: 30_000 });
    assert.equal(await rowOf(desk, third.number).count(), 0, 'nothing changes under the hand');
    assert.ok(await desk.locator('#daftar input[name=l]').first().isChecked());
    await fits(desk);
    await sound(desk);
    await world.shot(desk, `kabar-daftar-${screen}`);
    await line.getByRole('button', { name: 'Tampilkan' }).click();
    await rowOf(desk, third.number).waitFor();
    assert.ok(await line.getByRole('button').isHidden());
  });
}

scenario('a report tells whoever writes what a colleague did, and keeps what is written', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  await desk.locator('#text').fill('Papan kami ganti hari Senin.');
  await takeUp(world, number);
  const line = desk.locator('#kabar');
  await line.getByText(/: Ditangani/).waitFor({ timeout: 30_000 });
  assert.match(await line.innerText(), /: Ditangani .+, pukul \d\d\.\d\d WITA\./);
  assert.equal(await desk.locator('#alur', { hasText: /Ditangani/ }).count(), 0, 'the thread stands still meanwhile');
  await sound(desk);
  await world.shot(desk, 'kabar-laporan');
  // By its key, as soon as nothing is written.
  await desk.locator('#text').blur();
  await desk.keyboard.press('u');
  await desk.locator('#alur', { hasText: /Ditangani/ }).waitFor();
  assert.equal(await desk.locator('#text').inputValue(), 'Papan kami ganti hari Senin.');
  await desk.locator('button[value=jawaban]').click();
  await desk.waitForURL(/\?sejak=\d+/);
});

scenario('where no stream comes through the page asks, and a cut network is said', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  let asked = 0;
  await desk.route('**/kabar?*', async (route) => {
    if (route.request().headers().accept === 'text/event-stream') { await route.abort(); return; }
    asked += 1;
    await route.continue();
  });
  await desk.reload();
  await desk.waitForFunction(() => performance.getEntriesByType('resource').some((entry) => /kabar/.test(entry.name)));
  await takeUp(world, number);
  await desk.reload();
  await desk.locator('#alur', { hasText: /Ditangani/ }).waitFor();
  await desk.context().setOffline(true);
  await desk.locator('#kabar', { hasText: 'Tidak tersambung ke kantor. Yang tampil di sini keadaan pukul' }).waitFor({ timeout: 60_000 });
  await world.shot(desk, 'kabar-terputus');
  await desk.context().setOffline(false);
  await desk.waitForFunction(() => document.querySelector('#kabar [role=status]').textContent === '', null, { timeout: 60_000 });
  assert.ok(asked > 0, 'it asked');
  world.forgive(/kabar|INTERNET_DISCONNECTED|ERR_FAILED/);
});
