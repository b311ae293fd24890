// What is kept from the public: words an officer takes out, and the reporter's own say.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

for (const [how, options] of [['desktop', {}], ['script-less phone', { screen: 'phone', javaScriptEnabled: false }]]) {
  scenario(`words are taken out before everybody reads a report, on a ${how}`, async (world) => {
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    const wish = marked({ ...PIER, text: 'Papan di depan rumah Pak Rudi nomor 12 patah.', visibility: 'anonymous' });
    const { number, code, page: citizen } = await report(world, wish);
    const desk = await atDesk(world, HANDLER, `/meja/${number}/terbitkan`, options);
    await desk.locator('form').getByText('rumah Pak Rudi nomor 12 patah').waitFor();
    await isSound(desk);
    await desk.getByRole('link', { name: 'Samarkan kata' }).click();
    await desk.locator('#bagian').fill('Pak Rudi\nBu Ani');
    await desk.locator('button[value=lihat]').click();
    await desk.locator('main [role=alert], main .error').first().waitFor();
    assert.equal(await desk.locator('#bagian').inputValue(), 'Pak Rudi\nBu Ani', 'what was typed stays');
    world.forgive(/422/);
    await desk.locator('#bagian').fill('Pak Rudi\nnomor 12');
    await desk.locator('button[value=lihat]').click();
    await desk.getByText('Papan di depan rumah ••• ••• patah').waitFor();
    await isSound(desk);
    await world.shot(desk, `samarkan-${how.replaceAll(' ', '-')}`);
    await desk.getByRole('button', { name: 'Simpan' }).click();
    await desk.waitForURL(/\?sejak=\d+/);
    await desk.goto(`/meja/${number}/terbitkan`);
    await desk.locator('#judul').fill('Papan dermaga patah');
    await desk.getByRole('button', { name: 'Tampilkan' }).click();
    await desk.waitForURL(/\?sejak=\d+/);

    const neighbour = await world.phone(`/laporan/${number}`);
    const words = await neighbour.locator('main').innerText();
    assert.ok(words.includes('•••') && !words.includes('Rudi') && !words.includes('nomor 12'), words);

    await citizen.goto(`/lacak/${code}`);
    await citizen.getByText('Ubah yang boleh melihat').click();
    await citizen.locator('#visibility-confidential').check();
    await citizen.getByRole('button', { name: 'Simpan pilihan' }).click();
    await citizen.getByText('Tersimpan. Yang boleh melihat: hanya kantor yang menangani').waitFor();
    await fits(citizen);
    const gone = await neighbour.goto(`/laporan/${number}`);
    assert.equal(gone.status(), 404);
    world.forgive(/404/);
  });
}
