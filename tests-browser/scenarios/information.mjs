// A request for public information: extended, refused, objected to, decided, and in the registers.

import { fits, sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, LEADER, atDesk } from '../lib/staff.mjs';

/** Checks a page and takes a picture of it. */
async function looksWell(world, page, name, isSound) {
  await isSound(page);
  await world.shot(page, `informasi-${name}`);
}

for (const [how, options] of [['desktop', {}], ['phone', { screen: 'phone' }], ['script-less', { javaScriptEnabled: false }]]) {
  scenario(`a refused request for information is objected to and decided, on a ${how} screen`, async (world) => {
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    const look = (page, name) => looksWell(world, page, `${name}-${how}`, isSound);
    const { number, code } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, `/meja/${number}/jenis`, options);
    await desk.locator('input[name=jenis][value=information]').check();
    await desk.locator(`form[action$="/jenis"] button`).click();
    await desk.waitForURL(/\?sejak=\d+/);

    await desk.goto(`/meja/${number}/perpanjang`);
    await look(desk, 'perpanjang');
    await desk.locator('#alasan').fill('Datanya harus dikumpulkan dari lima kecamatan.');
    await desk.locator('form[action$="/perpanjang"] button').click();
    await desk.waitForURL(/\?sejak=\d+/);

    await desk.goto(`/meja/${number}/akhiri`);
    await desk.locator('input[name=cara][value=rejected]').check();
    await desk.locator('#dasar').selectOption('17h');
    await desk.locator('#alasan').fill('Memuat nomor KTP warga yang menerima bantuan.');
    await look(desk, 'tolak');
    await desk.locator('form[action$="/akhiri"] button').click();
    await desk.waitForURL(/\?sejak=\d+/);

    const { screen = 'desktop', ...rest } = options;
    const citizen = await world[screen](`/lacak/${code}`, rest);
    await look(citizen, 'ditolak');
    await citizen.locator('a[href$="/keberatan"]').click();
    await citizen.locator('input[name=dasar][value="35a"]').check();
    await citizen.locator('#alasan').fill('Anggaran bukan rahasia pribadi siapa pun.');
    await look(citizen, 'keberatan');
    await citizen.locator('form[action$="/keberatan"] button').click();
    await citizen.waitForURL(/\?sudah/);
    await look(citizen, 'diajukan');

    const leader = await atDesk(world, LEADER, '/meja/register-ppid?buku=keberatan&keadaan=menunggu', options);
    await look(leader, 'register-keberatan');
    await leader.locator('main table a', { hasText: `${number}-K1` }).click();
    await look(leader, 'kasus');
    await leader.locator('.note a[href$="/keberatan"]').click();
    await leader.locator('input[name=putusan][value=refused]').check();
    await leader.locator('#alasan').fill('Data pribadi warga tetap ditutup.');
    await look(leader, 'putusan');
    await leader.locator('form[action$="/keberatan"] button').click();
    await leader.waitForURL(/\?sejak=\d+/);

    await citizen.goto(`/lacak/${code}`);
    await citizen.getByText('Data pribadi warga tetap ditutup.').waitFor();
    await citizen.locator('a[href="https://komisiinformasi.go.id"]').waitFor();
    await look(citizen, 'diputus');
    await leader.goto('/meja/register-ppid');
    await look(leader, 'register');
  });
}
