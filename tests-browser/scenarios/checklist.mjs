// A head writes a checklist; an officer ticks a step on a report, with the keyboard alone, and by hand without a script.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

scenario('a head keeps a checklist and officers go through it', async (world) => {
  const { number } = await report(world, PIER);
  const name = `Cek dermaga ${Math.random().toString(36).slice(2, 8)}`;
  const head = await atDesk(world, HEAD, '/meja/daftar-periksa/baru');
  await head.locator('#nama').fill(name);
  await head.locator('#langkah').fill('Foto lokasi\nUkur papan yang lepas\nPasang tali pengaman');
  await head.locator('#topik').selectOption('sea_transport');
  await sound(head);
  await world.shot(head, 'daftar-periksa-baru-1280');
  await pressOn(head, 'form.narrow button');
  await head.waitForURL(/tersimpan=/);
  await sound(head);
  await world.shot(head, 'daftar-periksa-1280');
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  const panel = desk.locator('aside section, aside .panel').filter({ hasText: name }).last();
  await panel.locator('input[type=checkbox]').first().focus();
  await desk.keyboard.press('Space');
  await panel.locator('button').focus();
  await desk.keyboard.press('Enter');
  await desk.waitForFunction((words) => document.querySelector('main').innerText.includes(words), `${name}: 1 dari 3`);
  assert.ok((await desk.locator('main').innerText()).includes('2 langkah di daftar periksa belum dicentang'));
  await sound(desk);
  await world.shot(desk, 'daftar-periksa-laporan-1280');
  const plain = await atDesk(world, HANDLER, `/meja/${number}`, { screen: 'phone', javaScriptEnabled: false });
  await fits(plain);
  await world.shot(plain, 'daftar-periksa-laporan-360');
});
