// Answers that the head of a unit agrees to, and closing with a second officer.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

/** What the harbour office does not leave to one person alone, as its form names it. */
async function second(world, what) {
  const manage = await atDesk(world, ADMIN, '/kelola/unit/dishub');
  await manage.locator(`input[name=second][value=${what}]`).check();
  await manage.locator('form[action="/kelola/unit/dishub"] button').last().click();
  await manage.waitForLoadState();
  return manage;
}

for (const [how, options] of [['desktop', {}], ['phone', { screen: 'phone' }], ['script-less', { javaScriptEnabled: false }]]) {
  scenario(`the head agrees to an answer, on a ${how} screen`, async (world) => {
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    const { number, code, page: citizen } = await report(world, marked(PIER));
    const manage = await second(world, 'answers');
    try {
      if (how === 'desktop') {
        await sound(manage);
        await world.shot(manage, 'setuju-unit-1280');
      }
      const desk = await atDesk(world, HANDLER, `/meja/${number}`, options);
      await desk.locator('#text').fill('Papan kami ganti hari Senin.');
      await desk.locator('button[value=jawaban]', { hasText: 'Ajukan ke kepala unit' }).click();
      await desk.waitForURL(/\?sejak=\d+/);
      await desk.locator('.note', { hasText: 'Menunggu persetujuan kepala unit' }).waitFor();
      assert.equal(await desk.locator('form[action$="/setujui"]').count(), 0);
      await isSound(desk);
      await world.shot(desk, `setuju-penulis-${how}`);
      await citizen.goto(`/lacak/${code}`);
      assert.equal(await citizen.getByText('Papan kami ganti hari Senin.').count(), 0);

      const head = await atDesk(world, HEAD, '/meja?lihat=persetujuan', options);
      await isSound(head);
      await world.shot(head, `setuju-daftar-${how}`);
      await head.goto(`/meja/${number}`);
      await head.locator('form[action$="/kembalikan"] button').click();
      await head.locator('main [role=alert]').first().waitFor();
      world.forgive(/422/);
      await isSound(head);
      await world.shot(head, `setuju-kepala-${how}`);
      await head.locator('form[action$="/setujui"] button').click();
      await head.waitForURL(/\?sejak=\d+/);
      await citizen.goto(`/lacak/${code}`);
      await citizen.locator('.said', { hasText: 'Papan kami ganti hari Senin.' }).waitFor();
    } finally {
      await second(world, 'none');
    }
  });
}
