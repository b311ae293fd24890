// The head of an office writes a rule down; the next report of its topic and place goes to somebody by itself.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn, tabTo } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

scenario('a rule gives a report to somebody, and the report says why', async (world) => {
  const head = await atDesk(world, HEAD, '/meja/pembagian');
  await sound(head);
  await pressOn(head, 'main a[href*="/baru"]');
  await head.waitForURL('**/baru?unit=*');
  await head.locator('#topik').selectOption(PIER.category);
  await head.locator('#tempat').selectOption({ label: 'Binusan' });
  await tabTo(head, 'input[name=petugas]');
  await head.keyboard.press('Space');
  await sound(head);
  await world.shot(head, 'pembagian-aturan-1280');
  await pressOn(head, 'form.narrow button');
  await head.waitForURL(/tersimpan=/);
  await sound(head);
  await world.shot(head, 'pembagian-1280');
  const phone = await atDesk(world, HANDLER, '/meja/pembagian', { screen: 'phone' });
  await sound(phone);
  await world.shot(phone, 'pembagian-360');
  assert.equal(await phone.locator('main a[href*="/meja/pembagian/dishub/"]').count(), 0, 'a handler reads it');

  const { number } = await report(world, { ...PIER, place: 'Binusan' });
  const desk = await atDesk(world, HEAD, `/meja/${number}`);
  const said = desk.locator('main').getByText('Diberikan otomatis kepada');
  for (let looks = 0; looks < 30 && (await said.count()) === 0; looks += 1) {
    await desk.waitForTimeout(500);
    await desk.reload();
  }
  assert.equal(await said.count(), 1, 'a rule gave it to somebody');
  await sound(desk);
  await world.shot(desk, 'pembagian-laporan-1280');

  await head.locator('main a[href*="/meja/pembagian/dishub/"]').first().click();
  await head.locator('form[action$="/hapus"] button').click();
  await head.waitForURL(/dihapus=/);
  assert.ok((await head.locator('main').innerText()).includes('Aturan sudah dihapus'));
});
