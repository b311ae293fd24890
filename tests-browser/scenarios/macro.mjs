// A head keeps a macro out of a template; an officer sees what it will do to a report, changes the text, and runs it.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

scenario('a macro shows what it will do and does all of it', async (world) => {
  const { number, code } = await report(world, PIER);
  const mark = Math.random().toString(36).slice(2, 8);
  const head = await atDesk(world, HEAD, '/meja/contoh/baru');
  await head.locator('#nama').fill(`Akan diperiksa ${mark}`);
  await head.locator('#balasan').fill('{sapaan}, laporan {nomor} sudah kami baca dan segera kami periksa.');
  await pressOn(head, 'button[name=sebagai][value=simpan]');
  await head.waitForURL(/tersimpan=/);
  await head.goto('/meja/langkah/baru');
  await head.locator('#nama').fill(`Dermaga rusak ${mark}`);
  await head.locator('#tindakan-0').selectOption('ambil');
  for (const n of [2, 3]) await head.locator('summary', { hasText: `Langkah ${n}` }).click();
  await head.locator('#tindakan-1').selectOption('catatan');
  await head.locator('#teks-1').fill('Sudah ditelepon.');
  await head.locator('#tindakan-2').selectOption('kabar');
  await head.locator('#contoh-2').selectOption({ label: `Akan diperiksa ${mark}` });
  await sound(head);
  await world.shot(head, 'langkah-baku-1280');
  await pressOn(head, 'form.narrow button');
  await head.waitForURL(/tersimpan=/);
  await sound(head);
  await world.shot(head, 'langkah-baku-daftar-1280');
  const desk = await atDesk(world, HANDLER, `/meja/${number}/langkah`, { screen: 'phone' });
  await sound(desk);
  await world.shot(desk, 'langkah-pilih-360');
  await desk.getByRole('link', { name: `Dermaga rusak ${mark}` }).click();
  await desk.waitForURL('**/langkah/**');
  await sound(desk);
  await world.shot(desk, 'langkah-jalankan-360');
  await desk.locator('#teks-2').fill('Ibu, besok pagi kami datang memeriksa dermaganya.');
  await pressOn(desk, 'form.narrow button');
  await desk.waitForURL(/\?sejak=\d+/);
  assert.ok((await desk.locator('main').innerText()).includes('Sudah ditelepon.'));
  const mine = await world.phone(`/lacak/${code}`);
  assert.ok((await mine.locator('main').innerText()).includes('besok pagi kami datang'));
  const plain = await atDesk(world, HANDLER, `/meja/${number}/langkah`, { javaScriptEnabled: false });
  await fits(plain);
});
