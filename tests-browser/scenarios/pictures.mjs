// The pictures in the handbook. Only a deliberate run makes them anew: `cargo xtask browser --pictures`.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { PIER, fillIn, reply, report, send } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, HANDLER, HEAD, answer, atDesk } from '../lib/staff.mjs';

/** Nobody should wait for a picture. */
const BYTES_MAX = 200_000;

if (process.env.PICTURES) {
  scenario('pictures of the citizen on a phone', async (world) => {
    const page = await world.phone('/');
    await picture(world, page, 'beranda-360');
    await page.goto('/lapor');
    await fillIn(page, PIER);
    await picture(world, page, 'lapor-360');
    const { number, code } = await send(page);
    await picture(world, page, 'terkirim-360');
    await answer(world, HANDLER, number, 'Ibu Siti, terima kasih sudah memberi tahu. Papan pengganti sudah ada dan dipasang Kamis pagi. Sampai saat itu tangga utara yang dipakai.');
    await page.goto(`/lacak/${code}`);
    await picture(world, page, 'lacak-360');
  });

  scenario('pictures of what everyone sees', async (world) => {
    const page = await world.desktop('/laporan');
    await picture(world, page, 'laporan-1280');
    await page.goto('/terbuka');
    await picture(world, page, 'terbuka-1280');
  });

  scenario('pictures of the desk', async (world) => {
    const { number, code, page: citizen } = await report(world, PIER);
    const desk = await atDesk(world, HEAD);
    await picture(world, desk, 'meja-1280');
    await desk.goto(`/meja/${number}`);
    await desk.locator('#text').fill('Papan dermaga sudah kami pesan. Kami kabari begitu tukangnya berangkat.');
    await desk.locator('#pokok-kabar').check();
    await desk.locator('button[name=sebagai][value=jawaban]').click();
    await desk.waitForURL(/\?sejak=/);
    await citizen.goto(`/lacak/${code}`);
    await reply(citizen, 'Terima kasih. Sore ini papan keempat ikut lepas.');
    await desk.goto(`/meja/${number}`);
    await picture(world, desk, 'kasus-1280');
  });

  scenario('pictures of the administration', async (world) => {
    await picture(world, await atDesk(world, ADMIN, '/kelola'), 'kelola-1280');
  });
}

/** A picture of what fits on the screen, kept where the handbook looks for it. */
async function picture(world, page, name) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  const path = await world.picture(page, name, process.env.PICTURES);
  assert.ok(statSync(path).size < BYTES_MAX, `${path} is too large`);
}
