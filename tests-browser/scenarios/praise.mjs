// Praise reaches the person praised: an officer passes it on, the person reads it, the reporter learns of that.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { FRONT_DESK, HANDLER, atDesk } from '../lib/staff.mjs';

scenario('praise is passed on and read by the person praised', async (world) => {
  const text = 'Terima kasih kepada petugas loket yang sabar menjelaskan syarat surat kapal kepada ayah saya.';
  const { number, code } = await report(world, { ...PIER, kind: 'praise', text });
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  await pressOn(desk, 'main a[href$="/sampaikan"]');
  await desk.waitForURL('**/sampaikan');
  await sound(desk);
  await world.shot(desk, 'pujian-sampaikan-1280');
  const front = await atDesk(world, FRONT_DESK, '/meja/pujian', { screen: 'phone' });
  const [name] = (await front.locator('header').innerText()).match(/Norma [A-Z]\w+/);
  await desk.locator('#kepada').selectOption({ label: name });
  await pressOn(desk, 'form.narrow button');
  await desk.waitForURL(/\?sejak=\d+/);
  assert.ok((await desk.locator('main').innerText()).includes(`Pujian disampaikan kepada ${name}`));
  await front.reload();
  assert.ok((await front.locator('main').innerText()).includes('yang sabar menjelaskan'));
  await sound(front);
  await world.shot(front, 'pujian-360');
  const citizen = await world.phone(`/lacak/${code}`);
  assert.ok((await citizen.locator('main').innerText()).includes(`disampaikan kepada ${name}`));
});
