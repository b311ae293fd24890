// What an officer does with the case that is open at the desk.

import assert from 'node:assert/strict';

/** Sends the answer form of the open case: as `jawaban` to the matter, as `kabar`, or as a `catatan`. */
export async function act(desk, what, words) {
  await desk.locator('#text').fill(words);
  if (what !== 'catatan') await desk.locator(what === 'kabar' ? '#pokok-kabar' : '#pokok-ya').check();
  await desk.locator(`button[name=sebagai][value=${what === 'catatan' ? 'catatan' : 'jawaban'}]`).click();
  await done(desk);
  await says(desk, words);
}

/** Opens the form of an act by its link on the case, fills it in and sends it. */
export async function open(desk, number, name, fields) {
  await desk.goto(`/meja/${number}`);
  await desk.locator(`main a[href="/meja/${number}/${name}"]`).click();
  await desk.waitForURL(`**/${name}`);
  for (const [field, value] of Object.entries(fields)) {
    const choice = desk.locator(`input[type=radio][name="${field}"][value="${value}"]`);
    if ((await choice.count()) > 0) {
      await choice.check();
      continue;
    }
    const control = desk.locator(`#${field}`);
    const isSelect = await control.evaluate((element) => element.tagName === 'SELECT');
    await (isSelect ? control.selectOption(value) : control.fill(value));
  }
  await desk.locator('form.narrow button').click();
  await desk.waitForURL(/\/meja(\?dari=|\/[A-Z]+-\d+-\d+\?sejak=)/);
}

export async function done(desk) {
  await desk.waitForURL(/\?sejak=\d+/);
  await desk.locator('main [role=status]').first().waitFor();
}

export async function says(page, words) {
  assert.ok((await page.locator('main').innerText()).includes(words), `${page.url()} does not say "${words}"`);
}

export async function saysNot(page, words) {
  assert.ok(!(await page.locator('main').innerText()).includes(words), `${page.url()} says "${words}"`);
}
