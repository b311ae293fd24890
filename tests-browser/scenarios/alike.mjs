// Somebody about to report a pier learns that it was reported already, adds their voice, and the officer is told.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn, tabTo } from '../lib/keyboard.mjs';
import { PIER, fillIn, marked, received, report, send } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

/** A report that everyone may read, in words that no other one holds. */
async function published(world) {
  const mark = `kuwalat${Math.random().toString(36).slice(2, 8).replace(/\d/g, 'a')}`;
  const fields = { ...PIER, text: `Papan dermaga ${mark} lepas, tiang ${mark} miring.` };
  const { number } = await report(world, fields);
  const desk = await atDesk(world, HANDLER, `/meja/${number}/terbitkan`);
  await desk.locator('#judul').fill(`Papan dermaga ${mark} lepas`);
  await desk.locator('form.narrow button').click();
  await desk.waitForURL(/\?sejak=\d+/);
  return { number, again: { ...PIER, text: `Dermaga ${mark} miring, papannya lepas semua.`, name: 'Rudi', contact: '' } };
}

for (const [how, options] of [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]]) {
  scenario(`a voice is added to what was reported already ${how}`, async (world) => {
    const { number, again } = await published(world);
    const page = await world.phone('/lapor', options);
    const looksWell = options.javaScriptEnabled === false ? fits : sound;
    await fillIn(page, again);
    if (options.javaScriptEnabled === false) {
      await page.locator('button[formaction]').click();
      await page.waitForURL('**/lapor/mirip#mirip');
      assert.equal(await page.locator('#text').inputValue(), again.text, 'what was typed stays');
    } else {
      assert.equal(await page.locator('button[formaction]').count(), 0, 'a script looks by itself');
    }
    await page.locator('#mirip input[name=joins]').nth(1).waitFor();
    await looksWell(page);
    await page.locator('#mirip').scrollIntoViewIfNeeded();
    await world.shot(page, `mirip-${how.replaceAll(' ', '-')}-360`);
    await page.locator(`#mirip input[name=joins][value^="${number}"]`).check();
    const sent = await send(page);
    assert.ok((await page.locator('main').innerText()).includes(`menambahkan suara pada laporan ${number}`));
    await looksWell(page);
    await world.shot(page, `mirip-terkirim-${how.replaceAll(' ', '-')}-360`);

    const desk = await atDesk(world, HANDLER, `/meja/${sent.number}`, options);
    const proposal = desk.locator(`main a[href*="/gabung?ke=${number}"]`);
    assert.ok((await desk.locator('main').innerText()).includes('pelapor di halaman ini menambahkan suara'));
    await looksWell(desk);
    await world.shot(desk, `mirip-meja-${how.replaceAll(' ', '-')}-1280`);
    await proposal.click();
    await desk.waitForURL(/\/gabung\?ke=/);
    assert.ok(await desk.locator('#lanjut-itu').isChecked(), 'the older one is proposed');
  });
}

scenario('a voice is chosen with the keyboard, and Enter in a field sends the report', async (world) => {
  const { number, again } = await published(world);
  const page = await world.desktop('/lapor');
  await fillIn(page, again);
  await page.locator('#mirip input[name=joins]').nth(1).waitFor();
  await tabTo(page, 'input[name=joins]');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.locator(`#mirip input[name=joins][value^="${number}"]`).isChecked());
  await world.shot(page, 'mirip-papan-tik-1280');
  await pressOn(page, '#lapor button:not([type=button], [formaction])');
  await received(page);
  assert.ok((await page.locator('main').innerText()).includes(`menambahkan suara pada laporan ${number}`));

  const other = await world.phone('/lapor', { javaScriptEnabled: false });
  await fillIn(other, marked(PIER));
  await other.locator('#spot').press('Enter');
  await received(other);
});

scenario('several voices are read and merged with one press, on a phone', async (world) => {
  const { number, again } = await published(world);
  for (const name of ['Rudi', 'Siti']) {
    const page = await world.phone('/lapor', { javaScriptEnabled: false });
    await fillIn(page, { ...again, name });
    await page.locator('button[formaction]').click();
    await page.waitForURL('**/lapor/mirip#mirip');
    await page.locator(`#mirip input[name=joins][value^="${number}"]`).check();
    await send(page);
  }
  const desk = await atDesk(world, HANDLER, `/meja/${number}`, { screen: 'phone' });
  await desk.locator('main a[href$="/suara"]').click();
  await desk.waitForURL('**/suara');
  await sound(desk);
  await world.shot(desk, 'suara-360');
  await pressOn(desk, 'form.narrow button');
  await desk.waitForURL(/\?digabung=2$/);
  await sound(desk);
  await world.shot(desk, 'suara-digabung-360');
  await desk.goto(`/meja/${number}`);
  assert.ok((await desk.locator('main').innerText()).includes('3 suara'));
});
