// A person's own data: the reporter sees it, takes a copy, asks for it to be erased; the head of the unit does it.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, HEAD, atDesk } from '../lib/staff.mjs';

scenario('a person sees what is kept of them, takes a copy, and has it erased', async (world) => {
  const text = 'Tangga dermaga patah tepat di depan gudang kopra milik bibi saya, kakinya sudah terkilir.';
  const { number, code } = await report(world, { ...PIER, text, name: 'Siti Aminah', contact: '081234567890' });
  const mine = await world.phone(`/lacak/${code}`);
  await pressOn(mine, `main a[href="/lacak/${code}/data"]`);
  await mine.waitForURL('**/data');
  await sound(mine);
  await world.shot(mine, 'data-saya-360');
  const [copy] = await Promise.all([mine.waitForEvent('download'), pressOn(mine, 'main a[href$="/salinan"]')]);
  assert.equal(copy.suggestedFilename(), `${number}.json`);
  await mine.locator('#alasan').fill('Saya takut dikenali.');
  await pressOn(mine, '#hapus form button');
  await mine.waitForURL('**?sudah');
  assert.ok((await mine.locator('main').innerText()).includes('Permintaan sudah kami terima'));
  await sound(mine);
  await mine.goto(`/lacak/${code}/data`);
  await world.shot(mine, 'data-saya-diminta-360');
  const desk = await atDesk(world, HEAD, `/meja/${number}`);
  await world.shot(desk, 'hapus-data-catatan-1280');
  await pressOn(desk, 'main a[href$="/hapus-data"]');
  await desk.waitForURL('**/hapus-data');
  await sound(desk);
  await world.shot(desk, 'hapus-data-1280');
  await desk.locator('input[value=hapus]').check();
  await pressOn(desk, 'form.narrow button');
  await desk.waitForURL(/\?sejak=\d+/);
  const words = await desk.locator('main').innerText();
  assert.ok(words.includes('Isi laporan ini sudah dihapus') && !words.includes('bibi'), words);
  await sound(desk);
  await world.shot(desk, 'hapus-data-sesudah-1280');
  await mine.goto(`/lacak/${code}`);
  const left = await mine.locator('main').innerText();
  assert.ok(left.includes('sudah dihapus pada') && !left.includes('bibi') && !left.includes('Siti'), left);
  await sound(mine);
  await world.shot(mine, 'data-saya-sesudah-360');
});

scenario('an administrator sees how long words are kept before switching erasing on', async (world) => {
  const desk = await atDesk(world, ADMIN, '/meja/masa-simpan');
  await sound(desk);
  await world.shot(desk, 'masa-simpan-1280');
  const phone = await atDesk(world, ADMIN, '/meja/masa-simpan', { screen: 'phone' });
  await sound(phone);
  await world.shot(phone, 'masa-simpan-360');
});
