// What goes wrong on the citizen's side: empty and wrong fields, words of danger, mistyped codes.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, fillIn, marked, photo, send, sendButton } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';

const WAYS = [
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
];

for (const [how, options] of WAYS) {
  scenario(`an empty form says what is missing ${how}`, async (world) => {
    const page = await world.phone('/lapor', options);
    await sendButton(page).click();
    const summary = await summaryOf(page);
    assert.equal(await summary.locator('a[href="#text"]').count(), 1, 'it leads to the field');
    world.forgive(/422/);
  });

  scenario(`wrong fields are explained and everything typed stays ${how}`, async (world) => {
    const page = await world.phone('/lapor', options);
    await fillIn(page, { ...PIER, text: 'rusak', contact: '08123456', visibility: 'confidential' });
    await sendButton(page).click();
    const summary = await summaryOf(page);
    for (const field of ['text', 'contact']) {
      assert.equal(await summary.locator(`a[href="#${field}"]`).count(), 1, `the summary leads to ${field}`);
      assert.equal(await page.locator(`#${field}`).getAttribute('aria-invalid'), 'true');
      const described = (await page.locator(`#${field}`).getAttribute('aria-describedby')) ?? '';
      assert.ok(described.split(' ').includes(`${field}-e`), `${field} is described by its error`);
    }
    assert.equal(await page.locator('#text').inputValue(), 'rusak');
    assert.equal(await page.locator('#contact').inputValue(), '08123456');
    assert.equal(await page.locator('#name').inputValue(), PIER.name);
    assert.equal(await page.locator('#spot').inputValue(), PIER.spot);
    assert.equal(await page.locator('#sapa').inputValue(), PIER.sapa);
    assert.ok(await page.locator('#visibility-confidential').isChecked());
    await world.shot(page, `lapor-salah-360-${how.replaceAll(' ', '-')}`);
    await (options.javaScriptEnabled === false ? fits(page) : sound(page));

    await fillIn(page, { text: PIER.text, contact: PIER.contact });
    await send(page);
    world.forgive(/422/);
  });
}

scenario('a file that is no photo is explained, and the good one is kept', async (world) => {
  const page = await world.phone('/lapor', { javaScriptEnabled: false });
  await fillIn(page, marked(PIER));
  const wrong = { name: 'catatan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('bukan foto') };
  await page.locator('#photo').setInputFiles([await photo(page), wrong]);
  await sendButton(page).click();
  const summary = await summaryOf(page);
  assert.equal(await summary.locator('a[href="#photo"]').count(), 1);
  await world.shot(page, 'lapor-foto-salah-360');
  const { code } = await send(page);
  const answer = await page.request.get(`/lacak/${code}/foto/1`);
  assert.equal(answer.headers()['content-type'], 'image/jpeg');
  world.forgive(/422/);
});

scenario('words of danger put the number to call first', async (world) => {
  const page = await world.phone('/lapor');
  await fillIn(page, { text: 'Ada kebakaran di Pasar Inhutani sekarang, api besar dan ada orang terjebak di lantai dua.' });
  await send(page);
  const first = page.locator('main > *').first();
  assert.equal(await first.locator('a[href="tel:112"]').count(), 1, 'the first thing is the number');
  await world.shot(page, 'terkirim-bahaya-360');
  await sound(page);
});

scenario('a mistyped code is told apart from an unknown one', async (world) => {
  const page = await world.phone('/lacak');
  await page.locator('#kode').fill('7K4M-Q2XW');
  await page.locator('main form button').click();
  await summaryOf(page);
  await page.locator('#kode').fill('7K4M-Q2XW-9RTG');
  await page.locator('main form button').click();
  const mistyped = await (await summaryOf(page)).innerText();
  assert.equal(await page.locator('#kode').inputValue(), '7K4M-Q2XW-9RTG', 'what was typed stays');
  await world.shot(page, 'lacak-keliru-360');
  await sound(page);
  await page.locator('#kode').fill('7K4M-Q2XW-9RTW');
  await page.locator('main form button').click();
  await page.waitForURL('**/lacak/7K4M-Q2XW-9RTW');
  const unknown = await (await summaryOf(page)).innerText();
  assert.notEqual(mistyped, unknown);
  world.forgive(/422|404/);
});

/** The summary above the heading; it has the focus. */
async function summaryOf(page) {
  const summary = page.locator('main [role=alert]').first();
  await summary.waitFor();
  const order = await page.evaluate(() => {
    const summary = document.querySelector('main [role=alert]');
    const heading = document.querySelector('main h1');
    return {
      hasFocus: document.activeElement === summary || summary.contains(document.activeElement),
      isAbove: Boolean(summary.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING),
    };
  });
  assert.ok(order.isAbove, 'the summary stands above the heading');
  assert.ok(order.hasFocus, 'the summary has the focus');
  return summary;
}
