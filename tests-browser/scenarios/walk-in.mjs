// Taking down what someone came to say: the form, the slip, and that the code is shown once.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fits, sound } from '../lib/checks.mjs';
import { scenario } from '../lib/scenario.mjs';
import { FRONT_DESK, atDesk } from '../lib/staff.mjs';

for (const [how, options] of [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]]) {
  scenario(`what someone says at the counter becomes a report with a slip ${how}`, async (world) => {
    const looksWell = options.javaScriptEnabled === false ? fits : sound;
    const page = await atDesk(world, FRONT_DESK, '/meja/catat', { screen: 'phone', ...options });
    await page.locator('#text').fill('Lampu di depan Pasar Jamaker mati sejak seminggu, jalan jadi gelap sekali.');
    await page.locator('#channel-walk_in').check();
    await page.locator('#name').fill('Daeng Baso');
    await page.locator('#sapa-Bapak').check();
    await page.locator('#category').selectOption('street_lighting');
    await world.shot(page, `catat-360-${how.replaceAll(' ', '-')}`);
    await looksWell(page);
    await page.locator('form.narrow button:not([type=button])').click();
    await page.waitForURL('**/tanda-terima');
    const slip = await page.locator('.slip').innerText();
    const [code] = slip.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}/) ?? assert.fail('the slip shows a code');
    const [number] = slip.match(/[A-Z]{2,4}-\d{2}-\d{4,}/) ?? assert.fail('the slip shows a number');
    await looksWell(page);
    await world.shot(page, `tanda-terima-360-${how.replaceAll(' ', '-')}`);
    await page.emulateMedia({ media: 'print' });
    await world.shot(page, 'tanda-terima-cetak');
    assert.ok(await page.locator('.slip').isVisible(), 'the slip is printed');
    assert.ok(!(await page.locator('main > p a.btn').first().isVisible()), 'buttons are not');
    if (how === 'with JavaScript') await page.pdf({ path: join(world.out, 'tanda-terima.pdf'), format: 'A5' });
    await page.emulateMedia({ media: 'screen' });

    await page.reload();
    assert.ok(!(await page.locator('main').innerText()).includes(code), 'the code is shown once');
    const citizen = await world.phone(`/lacak/${code}`);
    assert.ok((await citizen.locator('main').innerText()).includes(number), 'the code opens the report');
    // Another office handles it, so the officer at the counter does not see the case itself.
    world.forgive(/404/);
  });
}

scenario('an empty form at the counter is explained', async (world) => {
  const page = await atDesk(world, FRONT_DESK, '/meja/catat');
  await page.locator('#name').fill('Daeng Baso');
  await page.locator('form.narrow button:not([type=button])').click();
  await page.locator('main [role=alert]').waitFor();
  assert.equal(await page.locator('#name').inputValue(), 'Daeng Baso');
  world.forgive(/422/);
});
