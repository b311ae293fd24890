// Drafts of answers: kept at the office while they are written, gone on with by a colleague, and without JavaScript by a
// button; and who else has a report open.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

const BEGUN = 'Papan kami ganti hari Senin, dan sampai itu';

for (const screen of ['desktop', 'phone']) {
  scenario(`a draft keeps itself at the office and a colleague goes on with it, on a ${screen}`, async (world) => {
    const { number } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, `/meja/${number}`, { screen });
    assert.ok(await desk.locator('button[value=draf]').first().isHidden(), 'what keeps itself needs no button');
    // The page's own clock tells when a write began; what this process hears of it comes later by a time of its own.
    await desk.evaluate(() => {
      const { fetch } = window;
      window.writes = [];
      window.fetch = (to, how) => {
        if (how?.method === 'PUT') window.writes.push(performance.now());
        return fetch(to, how);
      };
    });
    const isKept = (answer) => answer.request().method() === 'PUT' && answer.ok();
    await desk.locator('#text').pressSequentially(BEGUN, { delay: 60 });
    await desk.locator('#draf-kapan', { hasText: 'Draf Anda tersimpan pukul' }).waitFor();
    await desk.locator('#text').press('End');
    const second = desk.waitForResponse(isKept);
    await desk.keyboard.type(' ada perahu.');
    await second;
    const writes = await desk.evaluate(() => window.writes);
    assert.equal(writes.length, 2);
    assert.ok(writes[1] - writes[0] >= 4_990, `the second write came after ${writes[1] - writes[0]} ms`);
    await sound(desk);
    await world.shot(desk, `draf-sendiri-${screen}`);

    // Another browser of the same officer has it, and so has a colleague.
    const elsewhere = await atDesk(world, HANDLER, `/meja/${number}`, { screen });
    await elsewhere.waitForFunction((words) => document.querySelector('#text').value === words, `${BEGUN} ada perahu.`);
    const head = await atDesk(world, HEAD, `/meja/${number}`, { screen });
    assert.equal(await head.locator('#text').inputValue(), '');
    await head.locator('main', { hasText: 'juga membuka laporan ini sejak pukul' }).waitFor();
    await head.locator('.answer details summary', { hasText: 'Draf Felix Agung' }).click();
    await sound(head);
    await world.shot(head, `draf-rekan-${screen}`);
    await head.locator('#text').fill('Terima kasih, Ibu.');
    await head.locator('.answer details button').click();
    await head.waitForFunction(() => document.activeElement.id === 'text');
    assert.equal(await head.locator('#text').inputValue(), `Terima kasih, Ibu.\n\n${BEGUN} ada perahu.`);

    // Sent, it is no draft any more, anywhere.
    await desk.locator('button[value=jawaban]').click();
    await desk.waitForURL(/\?sejak=\d+/);
    assert.equal(await desk.locator('#text').inputValue(), '');
    await head.goto(`/meja/${number}`);
    await head.locator('.said', { hasText: BEGUN }).first().waitFor();
    assert.equal(await head.locator('.answer details', { hasText: 'Draf Felix' }).count(), 0);
  });
}

scenario('a draft is kept by a button without JavaScript', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`, { javaScriptEnabled: false });
  await desk.locator('#text').fill(BEGUN);
  await desk.locator('button[value=draf]').click();
  await desk.locator('#draf-kapan', { hasText: 'Draf Anda tersimpan pukul' }).waitFor();
  assert.equal(await desk.locator('#text').inputValue(), BEGUN);
  await fits(desk);
  await world.shot(desk, 'draf-tombol');
  const again = await atDesk(world, HANDLER, `/meja/${number}`, { javaScriptEnabled: false });
  assert.equal(await again.locator('#text').inputValue(), BEGUN);
});

scenario('what was written without a network is kept at the office as soon as there is one', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  await desk.locator('#text').fill('Papan');
  await desk.locator('#draf-kapan', { hasText: 'tersimpan pukul' }).waitFor();
  await desk.context().setOffline(true);
  const lost = desk.waitForEvent('requestfailed', (request) => request.method() === 'PUT');
  await desk.locator('#text').fill(`${BEGUN} ditutup.`);
  await lost;
  await desk.locator('#draf-kapan', { hasText: 'tersimpan di komputer ini' }).waitFor();
  await desk.context().setOffline(false);
  world.forgive(/INTERNET_DISCONNECTED/);
  const kept = desk.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await desk.reload();
  assert.equal(await desk.locator('#text').inputValue(), `${BEGUN} ditutup.`);
  await kept;
  const elsewhere = await atDesk(world, HANDLER, `/meja/${number}`, { javaScriptEnabled: false });
  assert.equal(await elsewhere.locator('#text').inputValue(), `${BEGUN} ditutup.`);
});

scenario('what one officer begins on two computers is put together, and what was sent does not come back', async (world) => {
  const { number } = await report(world, marked(PIER));
  const one = await atDesk(world, HANDLER, `/meja/${number}`);
  await one.locator('#text').fill('Papan kami ganti.');
  await one.locator('#draf-kapan', { hasText: 'tersimpan pukul' }).waitFor();
  await one.context().setOffline(true);
  await one.locator('#text').fill('Papan kami ganti hari Senin.');
  await one.locator('#draf-kapan', { hasText: 'tersimpan di komputer ini' }).waitFor();

  const two = await atDesk(world, HANDLER, `/meja/${number}`);
  assert.equal(await two.locator('#text').inputValue(), 'Papan kami ganti.');
  const kept = two.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await two.locator('#text').fill('Tangganya kami periksa.');
  await kept;

  await one.context().setOffline(false);
  world.forgive(/INTERNET_DISCONNECTED/);
  const together = one.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await one.reload();
  const both = 'Tangganya kami periksa.\n\nPapan kami ganti hari Senin.';
  assert.equal(await one.locator('#text').inputValue(), both);
  await together;

  await two.reload();
  assert.equal(await two.locator('#text').inputValue(), both);
  await two.locator('button[value=jawaban]').click();
  await two.waitForURL(/\?sejak=\d+/);
  await one.reload();
  assert.equal(await one.locator('#text').inputValue(), '');
});
