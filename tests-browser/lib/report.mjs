// A citizen's report: filling in the form, sending it, reading what comes back, answering.

import assert from 'node:assert/strict';

const NUMBER = /[A-Z]{2,4}-\d{2}-\d{4,}/;
const CODE = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/;

/** The words of a report about the pier at Sungai Nyamuk, which Dinas Perhubungan handles. */
export const PIER = {
  kind: 'complaint',
  text: 'Tiga papan dermaga Sungai Nyamuk lepas sejak Jumat. Anak saya hampir jatuh waktu turun dari perahu.',
  category: 'sea_transport',
  place: 'Sungai Nyamuk',
  spot: 'Ujung dermaga, dekat tangga perahu',
  sapa: 'Ibu',
  name: 'Siti Aminah',
  contact: '0812 3456 7890',
};

/** Words that no other report holds, so that a search finds this one alone. */
export function marked(fields) {
  const mark = `papan${Math.random().toString(36).slice(2, 10)}`;
  return { ...fields, mark, text: `${fields.text} Tandanya ${mark}.` };
}

/** Fills in the form that is open, with mouse or finger. Fields that are not given stay as they are. */
export async function fillIn(page, fields) {
  if (fields.kind) await page.locator(`#kind-${fields.kind}`).check();
  if (fields.text !== undefined) await page.locator('#text').fill(fields.text);
  if (fields.category) await page.locator('#category').selectOption(fields.category);
  if (fields.place) await page.locator('#place').selectOption({ label: fields.place });
  if (fields.visibility) await page.locator(`#visibility-${fields.visibility}`).check();
  for (const name of ['spot', 'name', 'contact']) {
    if (fields[name] !== undefined) await page.locator(`#${name}`).fill(fields[name]);
  }
  if (fields.sapa) await page.locator('#sapa').selectOption(fields.sapa);
}

/** The button that sends the report. */
export function sendButton(page) {
  return page.locator('#lapor button:not([type=button], [formaction])');
}

/** Sends the form and waits for the page of the new report. Returns its number and its secret code. */
export async function send(page) {
  await sendButton(page).click();
  return received(page);
}

/** Waits for the page of a new report and reads number and code off it, as a citizen would. */
export async function received(page) {
  await page.waitForURL(/\/lacak\/.{14}/, { timeout: 30_000 });
  const words = await page.locator('main').innerText();
  const [number] = words.match(NUMBER) ?? assert.fail(`no number on ${page.url()}`);
  const [code] = words.match(CODE) ?? assert.fail(`no code on ${page.url()}`);
  assert.ok(page.url().includes(code), 'the address carries the code that is shown');
  return { number, code };
}

/** A report from some other phone, sent without JavaScript, for scenarios about what happens to it later. */
export async function report(world, fields = PIER) {
  const page = await world.phone('/lapor', { javaScriptEnabled: false });
  await fillIn(page, fields);
  const sent = await send(page);
  return { ...sent, page };
}

/** Writes on the page of a report. */
export async function reply(page, words) {
  await page.locator('#text').fill(words);
  await page.locator('form:has(#text) button').click();
  await page.waitForURL(/\?sudah$/);
}

/** Says on the page of an answered report whether it is solved. */
export async function judge(page, isSolved, why = '') {
  if (!isSolved && why) await page.locator('#why').fill(why);
  await page.locator(`button[name=solved][value=${isSolved ? 'yes' : 'no'}]`).click();
  await page.waitForURL(/\?sudah$/);
}

/** A photo of about a megabyte, drawn in the page: a sea, a sky, and grain that does not compress. */
export async function photo(page, name = 'dermaga.jpg') {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2000, 1500];
    const pen = canvas.getContext('2d');
    const picture = pen.createImageData(canvas.width, canvas.height);
    for (let at = 0; at < picture.data.length; at += 4) {
      const isSky = at < picture.data.length / 2;
      const grain = Math.random() * 60;
      picture.data.set([grain, (isSky ? 140 : 70) + grain, (isSky ? 190 : 110) + grain, 255], at);
    }
    pen.putImageData(picture, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1];
  });
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}
