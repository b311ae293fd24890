// The head of a unit records that a handler is away, finds their work, sees who has how much, and begins to share it out;
// on a phone without JavaScript as well.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

const AWAY = '/meja/tidak-masuk';
const LOAD = '/meja/beban';

for (const [how, options] of [['at the desk', {}], ['on a phone without JavaScript', { screen: 'phone', javaScriptEnabled: false }]]) {
  scenario(`the head stands in for a handler and shares work out ${how}`, async (world) => {
    const name = await (await atDesk(world, HANDLER)).locator('header .me').innerText();
    const handler = name.split('\n')[0].trim();
    const page = await atDesk(world, HEAD, AWAY, options);
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    await isSound(page);
    await page.locator('#untuk').selectOption({ label: handler });
    await page.locator('form.filter button').click();
    await page.waitForURL(/untuk=/);
    const first = await page.locator('#mulai').inputValue();
    const save = page.locator(`main form[action="${AWAY}"] button`).last();
    await page.locator('#sampai').fill('2020-01-01');
    await save.click();
    await says(page, 'Hari terakhir mendahului hari pertama');
    assert.equal(await page.locator('#sampai').inputValue(), '2020-01-01', 'what was typed stays');
    world.forgive(/422/);
    await page.locator('#sampai').fill(first);
    await save.click();
    await page.waitForURL(/tercatat=/);
    await says(page, `${handler} tercatat tidak masuk`);
    await isSound(page);
    await world.shot(page, `tidak-masuk-${page.viewportSize().width}`);

    await page.goto('/meja?lihat=saya');
    await says(page, `Tugas ${handler} juga ada di sini`);
    await isSound(page);
    await page.goto(LOAD);
    await isSound(page);
    await world.shot(page, `beban-${page.viewportSize().width}`);
    const row = page.locator('main table').first().locator('tr', { hasText: handler });
    assert.match(await row.innerText(), /s\.d\. \d/);
    const open = row.locator('a[href*="lihat=masuk"]').first();
    const count = Number(await open.innerText());
    await row.locator('a[href*="/meja/banyak"]').click();
    await page.waitForURL(/\/meja\/banyak/);
    assert.equal(await page.locator('main input[name=l]').count(), count);
    await fits(page);

    await page.goto(AWAY);
    await page.locator(`main form[action="${AWAY}/kembali"]`, { has: page.getByText('Sudah masuk') }).first().locator('button').click();
    await page.waitForURL(/kembali=\d{4}-/);
    await says(page, `${handler} sudah masuk`);
  });
}

async function says(page, words) {
  await page.waitForLoadState();
  assert.ok((await page.locator('main').innerText()).includes(words), `${page.url()} does not say "${words}"`);
}
