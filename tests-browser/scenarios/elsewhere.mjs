// A report that is another authority's matter: offered to its reporter, agreed to, the file, handed over.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

const AUTHORITY = 'Kantor Kesyahbandaran dan Otoritas Pelabuhan Nunukan';

for (const [how, options] of [['desktop', {}], ['phone', { screen: 'phone' }], ['script-less', { javaScriptEnabled: false }]]) {
  scenario(`what belongs to another authority is handed over as its reporter agreed, on a ${how} screen`, async (world) => {
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    const look = async (page, name) => {
      await isSound(page);
      await world.shot(page, `serah-${name}-${how}`);
    };
    const { number, code } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, `/meja/${number}/akhiri`, options);
    await look(desk, 'akhiri');
    await desk.locator('input[name=cara][value=not_ours]').check();
    await desk.locator('#alasan').fill('Dermaga ini pelabuhan penyeberangan milik pemerintah pusat.');
    await desk.locator('form[action$="/akhiri"] button').click();
    await desk.locator('#lembaga').fill(AUTHORITY);
    await desk.locator('#alamat').fill('Jl. Pelabuhan Baru, Nunukan, telepon (0556) 21000');
    await look(desk, 'tawarkan');
    await desk.locator('form[action$="/serah"] button').click();
    await desk.waitForURL(/\?sejak=\d+/);
    await look(desk, 'menunggu');

    const { screen = 'desktop', ...rest } = options;
    const citizen = await world[screen](`/lacak/${code}`, rest);
    const offer = citizen.locator('#serah');
    await offer.getByText(AUTHORITY).first().waitFor();
    await look(citizen, 'ditanya');
    await offer.locator('button[value=ya]').click();
    await citizen.waitForURL(/\?sudah/);
    await look(citizen, 'setuju');

    await desk.goto(`/meja/${number}/serah`);
    await look(desk, 'catat');
    await desk.goto(`/meja/${number}/serah/berkas`);
    await look(desk, 'berkas');
    const file = await desk.locator('main').innerText();
    assert.ok(file.includes(AUTHORITY) && file.includes('papan'), file);
    assert.ok(!file.includes('Siti Aminah') && !file.includes('0812'), 'name and contact were not ticked');
    await desk.goto(`/meja/${number}/serah`);
    await desk.locator('#cara').fill('Surat 620/114, diterima di loket.');
    await desk.locator('form[action$="/serah/tercatat"] button').click();
    await desk.waitForURL(/\?sejak=\d+/);
    await look(desk, 'diserahkan');

    await citizen.goto(`/lacak/${code}`);
    await citizen.getByText('Surat 620/114').waitFor();
    assert.equal(await citizen.locator('#serah button').count(), 0);
    await look(citizen, 'selesai');
  });
}
