// The officer's way: signing in, the inbox, a case, and everything that is done with it.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { act, done, open, says, saysNot } from '../lib/desk.mjs';
import { pressOn, tabTo, typeInto } from '../lib/keyboard.mjs';
import { PIER, marked, reply, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, PASSWORD, atDesk, signIn } from '../lib/staff.mjs';

scenario('a wrong password is told, the right one leads where one wanted to go', async (world) => {
  const page = await world.desktop('/meja?lihat=selesai');
  await page.waitForURL(/\/masuk\?ke=/);
  await signIn(page, HANDLER, 'bukan kata sandinya');
  await page.locator('main [role=alert]').waitFor();
  assert.equal(await page.locator('#username').inputValue(), HANDLER, 'the name stays');
  assert.equal(await page.locator('#password').inputValue(), '', 'the password does not');
  await world.shot(page, 'masuk-salah');
  await signIn(page, HANDLER, PASSWORD);
  await page.waitForURL(/\/meja\?lihat=selesai$/);
  world.forgive(/401|422/);
});

for (const [how, options] of [['with JavaScript', {}], ['without JavaScript', { javaScriptEnabled: false }]]) {
  scenario(`an officer takes a case through its whole life ${how}`, async (world) => {
    const fields = marked(PIER);
    const { number, code, page: citizen } = await report(world, fields);
    const desk = await atDesk(world, HANDLER, '/meja', options);
    await desk.locator('#cari').fill(fields.mark);
    await desk.locator('#cari').press('Enter');
    await desk.locator('.inbox .what a').click();
    await desk.waitForURL(`**/meja/${number}`);

    await desk.locator(`form[action$="/ambil"] button`).click();
    await done(desk);
    await act(desk, 'catatan', 'Juru mudi Arman sudah ditelepon, papan ada di gudang.');
    await act(desk, 'kabar', 'Ibu Siti, papan sudah kami siapkan.');
    await citizen.goto(`/lacak/${code}`);
    await says(citizen, 'papan sudah kami siapkan');
    await saysNot(citizen, 'Juru mudi Arman');

    await open(desk, number, 'tanya', { pertanyaan: 'Papan di sisi mana yang lepas, Ibu? Boleh kirim satu foto.' });
    await citizen.goto(`/lacak/${code}`);
    await says(citizen, 'Papan di sisi mana yang lepas');
    await world.shot(citizen, 'lacak-menunggu-360');
    await reply(citizen, 'Sisi timur, dekat tangga.');
    await desk.goto(`/meja/${number}`);
    await says(desk, 'Sisi timur, dekat tangga.');

    await desk.goto(`/meja/${number}/selesai`);
    await saysNot(desk, 'Kantor sendiri');
    await desk.goto(`/meja/${number}`);
    await act(desk, 'jawaban', 'Ibu Siti, papan sisi timur sudah diganti hari ini pukul sepuluh.');
    await world.shot(desk, `kasus-dijawab-${how.replaceAll(' ', '-')}`);

    await citizen.goto(`/lacak/${code}`);
    await reply(citizen, 'Terima kasih, papannya sudah kokoh.');
    await desk.goto('/meja?lihat=balasan');
    await says(desk, 'Pelapor membalas');
    await world.shot(desk, `balasan-${how.replaceAll(' ', '-')}`);
    await desk.locator(`.inbox .what a[href="/meja/${number}"]`).click();
    await desk.locator('form[action$="/dibaca"] button').click();
    await done(desk);
    await says(desk, 'Balasan pelapor sudah dibaca');
    await desk.goto('/meja?lihat=balasan');
    assert.equal(await desk.locator(`.inbox .what a[href="/meja/${number}"]`).count(), 0);
    await open(desk, number, 'selesai', { kata: 'kantor', alasan: 'Papan sudah diganti dan dicoba bersama juru mudi.' });
    await citizen.goto(`/lacak/${code}`);
    await says(citizen, 'Papan sudah diganti dan dicoba');
    await world.shot(citizen, 'lacak-ditutup-360');

    await open(desk, number, 'buka', { alasan: 'Satu papan lagi ternyata retak.' });
    await open(desk, number, 'teruskan', { kepada: 'pupr', alasan: 'Tiang dermaga diurus dinas itu.' });
    await citizen.goto(`/lacak/${code}`);
    await says(citizen, 'Dinas Pekerjaan Umum');
    await says(citizen, 'Tiang dermaga diurus dinas itu.');
    await world.shot(desk, `sesudah-teruskan-${how.replaceAll(' ', '-')}`);
  });
}

for (const [how, options] of [['with the keyboard alone', {}], ['without JavaScript', { javaScriptEnabled: false }]]) {
  scenario(`an officer takes back a report handed on by mistake ${how}`, async (world) => {
    const { number, code, page: citizen } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, '/meja', options);
    await open(desk, number, 'teruskan', { kepada: 'pupr', alasan: 'Tiang dermaga diurus dinas itu.' });
    await says(desk, 'di luar daftar Anda');
    await pressOn(desk, 'main [role=status] form[action$="/batal"] button');
    await desk.waitForURL(`**/meja/${number}?sejak=*`);
    await says(desk, 'dibatalkan, pukul');
    await (options.javaScriptEnabled === false ? fits(desk) : sound(desk));
    await world.shot(desk, `batal-${how.replaceAll(' ', '-')}`);

    // A question nobody need answer any more.
    await open(desk, number, 'tanya', { pertanyaan: 'Papan yang mana, Ibu?' });
    await pressOn(desk, 'main [role=status] form[action$="/batal"] button');
    await desk.locator('main [role=status]', { hasText: 'dibatalkan, pukul' }).waitFor();
    assert.equal(await desk.locator('main [role=status] form').count(), 0, 'undoing is not undone');
    await citizen.goto(`/lacak/${code}`);
    await says(citizen, '(dibatalkan');
    await saysNot(citizen, 'Papan yang mana, Ibu?');
    await saysNot(citizen, 'Tiang dermaga diurus dinas itu.');
    await fits(citizen);
    await world.shot(citizen, `lacak-batal-${how.replaceAll(' ', '-')}-360`);
    await sound(await world.phone(`/lacak/${code}`));
  });
}

scenario('a form of the desk that is refused keeps what was typed', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}/akhiri`);
  await desk.locator('#alasan').fill('Perkara ini urusan pelabuhan provinsi.');
  await desk.locator('form.narrow button').click();
  await desk.locator('main [role=alert]').waitFor();
  assert.equal(await desk.locator('#alasan').inputValue(), 'Perkara ini urusan pelabuhan provinsi.');
  await world.shot(desk, 'akhiri-salah');
  await desk.goto(`/meja/${number}/gabung`);
  await desk.locator('#ke').fill('NNK-26-9999999');
  await desk.locator('form.narrow button').click();
  await desk.locator('main [role=alert]').waitFor();
  assert.equal(await desk.locator('#ke').inputValue(), 'NNK-26-9999999');
  await desk.goto(`/meja/${number}`);
  await desk.locator('button[name=sebagai][value=jawaban]').click();
  await desk.locator('main [role=alert]').waitFor();
  world.forgive(/422/);
});

scenario('from the inbox to the answer with the keyboard alone', async (world) => {
  const fields = marked(PIER);
  const { number } = await report(world, fields);
  const desk = await atDesk(world, HANDLER);
  await typeInto(desk, '#cari', fields.mark);
  await desk.keyboard.press('Enter');
  await desk.waitForURL(/\?q=/);
  await pressOn(desk, '.inbox .what a');
  await desk.waitForURL(`**/meja/${number}`);
  await typeInto(desk, '#text', 'Terima kasih, Ibu. Papan dipasang Kamis pagi.');
  await tabTo(desk, 'input[name=pokok]');
  await pressOn(desk, 'button[name=sebagai][value=jawaban]');
  await done(desk);
  await says(desk, 'Papan dipasang Kamis pagi.');
});

scenario('the keys of the desk work, and not in fields', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER);
  await desk.locator('.keys').waitFor();
  await desk.keyboard.press('/');
  assert.ok(await hasFocus(desk, '#cari'), 'the slash leads to the search');
  await desk.keyboard.type('jk');
  assert.equal(await desk.locator('#cari').inputValue(), 'jk', 'keys in a field are words');
  await desk.keyboard.press('Escape');
  await desk.goto('/meja');
  await desk.keyboard.press('j');
  await desk.keyboard.press('Enter');
  await desk.waitForURL(/\/meja\/[A-Z]+-\d+-\d+/);
  await desk.goto(`/meja/${number}`);
  await desk.keyboard.press('b');
  assert.ok(await hasFocus(desk, '#text'), 'B leads to the answer');
  await desk.keyboard.type('Draf yang belum terkirim.');
  await desk.reload();
  await desk.waitForFunction(() => document.querySelector('#text').value === 'Draf yang belum terkirim.');
});

scenario('every key of the list leads somewhere, and can be switched off', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER);
  const keys = await desk.locator('#tombol').evaluate((template) => JSON.parse(template.dataset.keys));
  const found = new Set();
  for (const path of ['/meja', `/meja/${number}`]) {
    await desk.goto(path);
    await desk.locator('.keys').waitFor();
    for (const [key, act, what] of keys) {
      if (act === 'step' || (await desk.locator(what).count()) === 0) continue;
      found.add(key);
      assert.equal(await desk.locator(what).first().getAttribute('aria-keyshortcuts'), key);
    }
  }
  assert.deepEqual(keys.filter(([key, act]) => act !== 'step' && !found.has(key)), [], 'keys without a target');
  await desk.keyboard.press('n');
  await desk.waitForURL(`**/meja/${number}/tanya`);
  await desk.goto('/meja');
  await desk.locator('.keys').waitFor();
  await desk.keyboard.press('?');
  await desk.waitForURL('**/meja/tombol');
  assert.equal(await desk.locator('main tbody tr').count(), new Set(keys.map(([key]) => key)).size, 'J and K share a row, and Enter has one');
  await sound(desk);
  await world.shot(desk, 'tombol-1280');
  await desk.locator('[data-act=keys]').click();
  await desk.keyboard.press('m');
  assert.match(desk.url(), /\/tombol$/, 'a key that is switched off does nothing');
  assert.equal(await desk.locator('[aria-keyshortcuts]').count(), 0);
  const phone = await atDesk(world, HANDLER, '/meja/tombol', { screen: 'phone' });
  await sound(phone);
  await world.shot(phone, 'tombol-360');
});

scenario('two officers at once lose nothing, and the second is told', async (world) => {
  const { number, code, page: citizen } = await report(world, marked(PIER));
  const [first, second] = [await atDesk(world, HANDLER, `/meja/${number}`), await atDesk(world, HEAD, `/meja/${number}`)];
  await act(first, 'kabar', 'Kami cek dermaganya siang ini.');
  await act(second, 'jawaban', 'Papan diganti Kamis pagi.');
  await says(second, 'Felix Agung');
  await world.shot(second, 'dua-petugas');
  await citizen.goto(`/lacak/${code}`);
  await says(citizen, 'Kami cek dermaganya siang ini.');
  await says(citizen, 'Papan diganti Kamis pagi.');
});

scenario('pressing answer twice answers once', async (world) => {
  const { number, code, page: citizen } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`, { javaScriptEnabled: false });
  await desk.locator('#text').fill('Papan diganti Kamis pagi.');
  await desk.locator('button[name=sebagai][value=jawaban]').dblclick();
  await until(() => desk.url().includes('?sejak='));
  await citizen.goto(`/lacak/${code}`);
  assert.equal(await citizen.locator('.said', { hasText: 'Papan diganti Kamis pagi.' }).count(), 1);
});

/** Waits until something holds. The second press breaks off the navigation of the first, so that is not waited for. */
async function until(holds) {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 200, 'it did not come about in time');
    await new Promise((done) => setTimeout(done, 100));
  }
}

function hasFocus(page, selector) {
  return page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);
}
