// Two people report the same pier: one report goes on, both read its answer, and what was merged by mistake is parted.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn, typeInto } from '../lib/keyboard.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, answer, atDesk } from '../lib/staff.mjs';

const HOLE = {
  ...PIER,
  text: 'Dermaga Sungai Nyamuk bolong di dekat tangga perahu, anak saya terperosok kemarin sore.',
  sapa: 'Bapak',
  name: 'Rudi Hartono',
  contact: '',
};

for (const [how, options] of [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]]) {
  scenario(`two reports of one matter become one, and are parted again ${how}`, async (world) => {
    const looksWell = options.javaScriptEnabled === false ? fits : sound;
    const name = how.replaceAll(' ', '-');
    const older = await report(world, marked(PIER));
    const younger = await report(world, marked(HOLE));
    const desk = await atDesk(world, HANDLER, `/meja/${younger.number}`, options);

    // By keyboard: the number of the other one, both side by side, the older one proposed.
    await pressOn(desk, `main a[href$="/${younger.number}/gabung"]`);
    await desk.waitForURL('**/gabung');
    await looksWell(desk);
    await shots(world, desk, `gabung-pilih-${name}`);
    await typeInto(desk, '#ke', older.number);
    await desk.keyboard.press('Enter');
    await desk.waitForURL(/\/gabung\?ke=/);
    assert.ok(await desk.locator('#lanjut-itu').isChecked(), 'the older one is proposed');
    await says(desk, PIER.text);
    await says(desk, HOLE.text);
    await looksWell(desk);
    await shots(world, desk, `gabung-banding-${name}`);
    await pressOn(desk, 'form.narrow button');
    await desk.waitForURL(/\?sejak=\d+/);
    await says(desk, `Digabung ke ${older.number}`);
    await says(desk, `Laporan ini berlanjut di ${older.number}`);
    await looksWell(desk);
    await shots(world, desk, `gabung-asal-${name}`);

    await desk.goto(`/meja/${older.number}`);
    await says(desk, 'Satu laporan digabung ke sini. Semuanya 2 suara');
    await desk.locator('main details summary').filter({ hasText: younger.number }).click();
    await says(desk, HOLE.text);
    await looksWell(desk);
    await shots(world, desk, `gabung-tujuan-${name}`);

    await answer(world, HANDLER, older.number, 'Bapak dan Ibu, papan dermaga kami ganti Jumat. Siti Aminah sudah kami telepon.');
    const citizen = await world.phone(`/lacak/${younger.code}`, options);
    await says(citizen, `Laporan Anda digabung dengan laporan ${older.number}`);
    await says(citizen, 'papan dermaga kami ganti Jumat');
    await saysNot(citizen, 'Siti Aminah');
    await saysNot(citizen, PIER.text);
    await looksWell(citizen);
    await shots(world, citizen, `gabung-lacak-${name}`);

    // Not the same after all: the reporter parts the two.
    await citizen.locator('#why').fill('Ini tangganya, bukan papannya.');
    await citizen.locator('button[name=solved][value=no]').click();
    await citizen.waitForURL(/\?sudah$/);
    await says(citizen, 'papan dermaga kami ganti Jumat');
    await desk.goto(`/meja/${older.number}`);
    await says(desk, `${younger.number} dipisahkan lagi dari laporan ini`);
    await saysNot(desk, 'digabung ke sini');
  });
}

scenario('a merge is taken back with one press, from the page of the one that goes on', async (world) => {
  const [older, younger] = [await report(world, marked(PIER)), await report(world, marked(HOLE))];
  const desk = await atDesk(world, HANDLER, `/meja/${younger.number}/gabung?ke=${older.number}`);
  await desk.locator('form.narrow button').click();
  await desk.waitForURL(/\?sejak=\d+/);
  await desk.goto(`/meja/${older.number}`);
  await desk.locator('main details summary').filter({ hasText: younger.number }).click();
  await desk.locator('main details form[action$="/batal"] button').click();
  await desk.locator('main [role=status]', { hasText: 'dibatalkan, pukul' }).waitFor();
  await saysNot(desk, 'digabung ke sini. Semuanya');
  await sound(desk);
  await shots(world, desk, 'gabung-batal');
  await desk.goto(`/meja/${younger.number}`);
  await saysNot(desk, 'Laporan ini berlanjut di');
});

/** The page as a phone and as a desk show it. */
async function shots(world, page, name) {
  const size = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `${name}-${width}`);
  }
  await page.setViewportSize(size);
}

async function says(page, words) {
  assert.ok((await page.locator('main').innerText()).includes(words), `${page.url()} does not say "${words}"`);
}

async function saysNot(page, words) {
  assert.ok(!(await page.locator('main').innerText()).includes(words), `${page.url()} says "${words}"`);
}
