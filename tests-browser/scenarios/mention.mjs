// A colleague is mentioned in a note, finds the report in a list of its own, and takes it off by one press.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

const LIST = '/meja?lihat=disebut';

for (const [how, options] of [['with JavaScript', {}], ['without JavaScript on a phone', { javaScriptEnabled: false, screen: 'phone' }]]) {
  scenario(`a mentioned colleague finds the report until they have read it ${how}`, async (world) => {
    const looksWell = options.javaScriptEnabled === false ? fits : sound;
    const name = how.replaceAll(' ', '-');
    const { number } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, `/meja/${number}`, options);
    await desk.locator('form.answer details summary').filter({ hasText: 'Menyebut rekan' }).click();
    assert.ok((await desk.locator('form.answer').innerText()).includes(`@${HEAD}`), 'colleagues stand with their names');
    await world.shot(desk, `sebut-siapa-${name}`);
    await desk.locator('#text').fill('@tidak.ada tolong putuskan.');
    await desk.locator('button[name=sebagai][value=catatan]').click();
    await desk.locator('main [role=alert]').waitFor();
    // A name that nobody has is explained, which is a 422.
    world.forgive(/422/);
    assert.match(await desk.locator('#text-e').innerText(), /“tidak\.ada”/);
    await looksWell(desk);
    await desk.locator('#text').fill(`@${HEAD} tolong putuskan: papan baru atau tambal?`);
    await desk.locator('button[name=sebagai][value=catatan]').click();
    await desk.waitForURL(/\?sejak=\d+/);
    assert.ok((await desk.locator('main').innerText()).includes('Menyebut Kamaruddin Daeng'));

    const head = await atDesk(world, HEAD, LIST, options);
    await looksWell(head);
    await world.shot(head, `sebut-daftar-${name}`);
    await head.locator('main').getByRole('link', { name: new RegExp(number) }).or(head.locator(`main a[href*="${number}"]`)).first().click();
    await head.waitForURL(`**/meja/${number}*`);
    assert.ok((await head.locator('main').innerText()).includes('Felix Agung menyebut Anda'));
    await looksWell(head);
    await world.shot(head, `sebut-laporan-${name}`);
    await pressOn(head, 'form[action$="/disebut"] button');
    await head.waitForURL(/\?sejak=\d+/);
    await head.goto(LIST);
    assert.equal(await head.locator(`main a[href*="${number}"]`).count(), 0, 'it is off the list');
  });
}
