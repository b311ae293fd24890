// Templates of replies: choosing one while answering, what it asks, and keeping those of a unit.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn, typeInto } from '../lib/keyboard.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, atDesk } from '../lib/staff.mjs';

const USE = 'button[name=sebagai][value=contoh]';
const SEND = 'button[name=sebagai][value=jawaban]';

for (const [how, options] of [
  ['at a desk', {}],
  ['at a desk without JavaScript', { javaScriptEnabled: false }],
  ['on a phone', { screen: 'phone' }],
]) {
  scenario(`a template is put in, completed and sent ${how}`, async (world) => {
    const name = how.replaceAll(' ', '-');
    const { number, code, page: citizen } = await report(world, marked(PIER));
    const desk = await atDesk(world, HANDLER, `/meja/${number}`, options);
    const isSound = options.javaScriptEnabled === false ? fits : sound;
    await desk.locator('#contoh').selectOption({ label: 'Dermaga diperbaiki' });
    await desk.locator(USE).click();
    await desk.waitForURL(/\?contoh=dishub\./);
    const first = await desk.locator('#text').inputValue();
    assert.match(first, /kami perbaiki paling lambat .+, pukul \d\d\.\d\d WITA/);
    assert.match(first, /Felix Agung, Dinas Perhubungan$/);
    await world.shot(desk, `contoh-dipakai-${name}`);

    // A second one beside what stands there is asked about, and nothing is lost meanwhile.
    await desk.locator('#text').fill('Terima kasih, {nama}. Telepon kami di {kontak}.');
    await desk.locator('#contoh').selectOption({ label: 'Kapal menunggu cuaca' });
    await desk.locator(USE).click();
    await desk.locator('.answer [role=alert] .note').waitFor();
    await desk.waitForFunction(() => document.activeElement.matches('.answer [role=alert]'));
    assert.equal(await desk.locator('#text').inputValue(), 'Terima kasih, {nama}. Telepon kami di {kontak}.');
    await isSound(desk);
    await world.shot(desk, `contoh-bertanya-${name}`);
    await desk.locator('button[value=contoh-tambah]').click();
    await desk.locator('.answer .note').waitFor({ state: 'detached' });
    await desk.waitForFunction(() => document.activeElement.id === 'text');
    assert.match(await desk.locator('#text').inputValue(), /^Terima kasih, \{nama\}[\s\S]+Karcis tetap berlaku\./);

    // What is not filled is not sent.
    await desk.locator(SEND).click();
    await desk.locator('main [role=alert]').waitFor();
    assert.match(await desk.locator('#text-e').innerText(), /belum terisi: \{nama\}, \{kontak\}/);
    await isSound(desk);
    await world.shot(desk, `contoh-belum-terisi-${name}`);
    world.forgive(/422/);
    await desk.locator('#text').fill('Kapal berangkat begitu laut aman.');
    await desk.locator(SEND).click();
    await desk.waitForURL(/\?sejak=\d+/);
    await citizen.goto(`/lacak/${code}`);
    await citizen.locator('.said', { hasText: 'Kapal berangkat begitu laut aman.' }).waitFor();
  });
}

scenario('a head keeps a template, tries it on a report, and deletes it', async (world) => {
  const { number } = await report(world, marked(PIER));
  const name = `Contoh ${number}`;
  const desk = await atDesk(world, HEAD, '/meja/contoh');
  await sound(desk);
  await world.shot(desk, 'contoh-daftar-1280');
  await desk.locator('main a[href^="/meja/contoh/baru"]').click();
  await desk.locator('#nama').fill(name);
  await desk.locator('#balasan').fill('{sapaan} {nma}, laporan {nomor} sudah beres. Telepon {kontak}.');
  await desk.locator('button[value=simpan]').click();
  await desk.locator('main [role=alert]').waitFor();
  await world.shot(desk, 'contoh-salah-1280');
  world.forgive(/422/);
  await desk.locator('#balasan').fill('{sapaan}, laporan {nomor} sudah beres. Telepon {kontak}.');
  await desk.locator('#laporan').fill(number);
  await desk.locator('button[value=coba]').click();
  await desk.locator('#hasil .said', { hasText: `laporan ${number} sudah beres` }).waitFor();
  await sound(desk);
  await world.shot(desk, 'contoh-dicoba-1280');
  await desk.locator('button[value=simpan]').click();
  await desk.locator('main [role=status]', { hasText: name }).waitFor();

  const phone = await atDesk(world, HANDLER, '/meja/contoh', { screen: 'phone' });
  await sound(phone);
  await world.shot(phone, 'contoh-daftar-360');
  await phone.locator('main a', { hasText: name }).click();
  await phone.locator('h1', { hasText: name }).waitFor();
  assert.equal(await phone.locator('button[value=simpan]').count(), 0, 'who answers reads it');
  await sound(phone);
  await world.shot(phone, 'contoh-dibaca-360');

  await desk.locator('main a', { hasText: name }).click();
  await desk.locator('form[action$="/hapus"] button').click();
  await desk.locator('main [role=status]', { hasText: 'dihapus' }).waitFor();
  assert.equal(await desk.locator('main a', { hasText: name }).count(), 0);
});

scenario('a template is put in with the keyboard alone, and a draft outranks it', async (world) => {
  const { number } = await report(world, marked(PIER));
  const desk = await atDesk(world, HANDLER, `/meja/${number}`);
  await desk.locator('#contoh').selectOption({ label: 'Sudah diperbaiki' });
  await pressOn(desk, USE);
  await desk.waitForURL(/\?contoh=/);
  const begun = desk.url();
  await typeInto(desk, '#text', 'Kata-kata saya sendiri.');
  const written = await desk.locator('#text').inputValue();
  await desk.goto('/meja');
  await desk.goto(begun);
  await desk.waitForFunction((words) => document.querySelector('#text').value === words, written);
});
