// The citizen's whole way: report, code, reply, answer, "not solved", answer, "solved". With JavaScript, without it,
// and with the keyboard alone.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn, tabTo, typeInto } from '../lib/keyboard.mjs';
import { PIER, fillIn, judge, marked, photo, received, reply, send } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, answer } from '../lib/staff.mjs';

const WAYS = [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
];

for (const [how, options] of WAYS) {
  scenario(`a report goes its whole way ${how}`, async (world) => {
    const page = await world.phone('/', options);
    await page.locator('main a[href="/lapor"]').first().click();
    await page.waitForURL('**/lapor');
    await fillIn(page, marked(PIER));
    await page.locator('#photo').setInputFiles(await photo(page));
    const { number, code } = await send(page);
    await world.shot(page, `terkirim-${how.replaceAll(' ', '-')}`);

    await page.goto('/lacak');
    await page.locator('#kode').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.locator('main form button').click();
    await page.waitForURL(`**/lacak/${code}`);
    await reply(page, 'Sore ini papan keempat ikut lepas.');
    await says(page, 'Sore ini papan keempat ikut lepas.');
    assert.ok((await page.locator('a[href*="/foto/1"], img[src*="/foto/1"]').count()) > 0, 'the photo is there');

    await answer(world, HANDLER, number, 'Ibu Siti, papan pengganti dipasang Kamis pagi. Tangga utara dipakai dulu.');
    await page.reload();
    await says(page, 'papan pengganti dipasang Kamis pagi');
    await judge(page, false, 'Papannya masih goyang.');
    await says(page, 'Papannya masih goyang.');

    await answer(world, HANDLER, number, 'Terima kasih, Ibu. Papan sudah dipaku ulang dan kami periksa bersama juru mudi.');
    await page.goto(`/lacak/${code}`);
    await judge(page, true);
    assert.equal(await page.locator('button[name=solved][value=yes]').count(), 0, 'what is closed is not asked again');
    await world.shot(page, `lacak-selesai-${how.replaceAll(' ', '-')}`);
  });
}

scenario('a report goes its way with the keyboard alone', async (world) => {
  const page = await world.desktop('/');
  await pressOn(page, 'main a[href="/lapor"]');
  await page.waitForURL('**/lapor');
  await tabTo(page, 'input[name=kind]');
  await page.keyboard.press('ArrowDown');
  await typeInto(page, '#text', 'Kapan lampu di Jalan Pelabuhan menyala lagi? Sudah dua minggu gelap.');
  await typeInto(page, '#category', 'Lampu');
  await typeInto(page, '#place', 'Sungai Nyamuk');
  await tabTo(page, 'input[name=visibility]');
  await page.keyboard.press('Space');
  await typeInto(page, '#name', 'Yohanes');
  await pressOn(page, '#lapor button:not([type=button], [formaction])');
  const { number, code } = await received(page);
  assert.equal(await page.locator('main').getByText('Pertanyaan', { exact: false }).count() > 0, true, 'the arrow chose a question');

  await page.goto('/');
  await typeInto(page, '#kode', code);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/lacak/${code}`);
  await typeInto(page, '#text', 'Sekarang juga lampu di depan masjid padam.');
  await pressOn(page, 'form:has(#text) button');
  await page.waitForURL(/\?sudah$/);
  await says(page, 'lampu di depan masjid padam');

  await answer(world, HANDLER, number, 'Pak Yohanes, lampu di Jalan Pelabuhan sudah kami ganti pagi ini.');
  await page.goto(`/lacak/${code}`);
  await typeInto(page, '#why', 'Yang di depan masjid masih padam.');
  await pressOn(page, 'button[name=solved][value=no]');
  await page.waitForURL(/\?sudah$/);
  await says(page, 'Yang di depan masjid masih padam.');

  await answer(world, HANDLER, number, 'Lampu di depan masjid menyala sejak pukul 18.00, Pak.');
  await page.goto(`/lacak/${code}`);
  await pressOn(page, 'button[name=solved][value=yes]');
  await page.waitForURL(/\?sudah$/);
  assert.equal(await page.locator('button[name=solved][value=yes]').count(), 0, 'what is closed is not asked again');
});

scenario('the page of a report is sound before and after the answer', async (world) => {
  const page = await world.phone('/lapor');
  await fillIn(page, marked(PIER));
  const { number, code } = await send(page);
  await sound(page);
  await world.shot(page, 'terkirim-360');
  await page.setViewportSize({ width: 1280, height: 800 });
  await world.shot(page, 'terkirim-1280');
  await answer(world, HANDLER, number, 'Ibu Siti, papan pengganti dipasang Kamis pagi. Tangga utara dipakai dulu.');
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`/lacak/${code}`);
  await sound(page);
  await world.shot(page, 'lacak-360');
  await page.setViewportSize({ width: 1280, height: 800 });
  await world.shot(page, 'lacak-1280');
});

async function says(page, words) {
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(words), `${page.url()} does not say "${words}"`);
}
