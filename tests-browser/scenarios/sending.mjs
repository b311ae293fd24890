// Sending over a bad link: pressed twice, cut off, sent again.

import assert from 'node:assert/strict';
import { arrived, waits } from '../lib/outbox.mjs';
import { PIER, fillIn, marked, photo, received, send, sendButton } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

const WAYS = [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
];

for (const [how, options] of WAYS) {
  scenario(`pressing send twice gives one report ${how}`, async (world) => {
    const page = await world.phone('/lapor', options);
    const fields = marked(PIER);
    await fillIn(page, fields);
    await sendButton(page).dblclick();
    await received(page);
    await isThereOnce(world, fields.mark);
  });
}

for (const [how, options] of WAYS) {
  scenario(`whoever goes back and writes something else sends another report ${how}`, async (world) => {
    const page = await world.phone('/lapor', options);
    await fillIn(page, marked(PIER));
    const first = await send(page);
    await page.goBack();
    const another = marked({ text: 'Lampu jalan di depan Pasar Jamaker padam sejak Senin.', category: 'street_lighting' });
    await fillIn(page, another);
    const second = await send(page);
    assert.notEqual(second.number, first.number);
    await isThereOnce(world, another.mark);
  });
}

scenario('a cut link keeps what was typed and sends it later', async (world) => {
  const page = await world.phone('/lapor');
  const fields = marked(PIER);
  await fillIn(page, fields);
  await page.locator('#photo').setInputFiles(await photo(page));
  await page.context().setOffline(true);
  await sendButton(page).click();
  await waits(page, 1);
  await world.shot(page, 'lapor-terputus-360');
  await page.context().setOffline(false);
  const [{ code }] = await arrived(page);
  await page.waitForFunction(() => !document.querySelector('#kotak [data-say=rest]'), null, { timeout: 40_000 });
  await isThereOnce(world, fields.mark);
  const answer = await page.request.get(`/lacak/${code}/foto/1`);
  assert.equal(answer.status(), 200, 'the photo came with it');
  world.forgive(/INTERNET_DISCONNECTED|ERR_FAILED/);
});

scenario('where the browser keeps nothing the page waits with the report', async (world) => {
  const page = await world.phone(null);
  await page.addInitScript(() => { indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); }; });
  await page.goto('/lapor');
  const fields = marked(PIER);
  await fillIn(page, fields);
  await page.context().setOffline(true);
  await sendButton(page).click();
  await page.waitForFunction(() => document.querySelector('#kabar').textContent.includes('biarkan halaman ini terbuka'));
  assert.equal(await page.locator('#text').inputValue(), fields.text);
  await page.context().setOffline(false);
  await received(page);
  await isThereOnce(world, fields.mark);
  world.forgive(/INTERNET_DISCONNECTED|ERR_FAILED/);
});

scenario('what was typed is still there when the page is opened again', async (world) => {
  const page = await world.phone('/lapor');
  await fillIn(page, { text: PIER.text });
  await page.goto('/');
  await page.goto('/lapor');
  await page.waitForFunction((words) => document.querySelector('#text').value === words, PIER.text);
});

async function isThereOnce(world, mark) {
  const desk = await atDesk(world, HANDLER, `/meja?q=${mark}`);
  assert.equal(await desk.locator('.inbox .what a').count(), 1, `one report speaks of ${mark}`);
}
