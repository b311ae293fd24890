// A whole day of one officer in one window, from signing in to signing out, going from page to page by what stands on them.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { act, done, says, saysNot } from '../lib/desk.mjs';
import { PIER, judge, marked, reply, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, HEAD, PASSWORD, atDesk, signIn } from '../lib/staff.mjs';

const HOLE = { ...PIER, text: 'Dermaga bolong di dekat tangga, anak saya terperosok kemarin sore.' };

scenario('an officer works through a whole day', async (world) => {
  const fields = marked(PIER);
  const pier = await report(world, fields);
  const same = await report(world, { ...marked(HOLE), text: `${HOLE.text} ${fields.mark}` });
  const lamp = await report(world, marked({ ...PIER, text: 'Lampu tambatan perahu mati, nelayan pulang dalam gelap.' }));

  // In the morning: signing in, and what came in overnight.
  const desk = await world.desktop('/meja');
  await signIn(desk, HANDLER, PASSWORD);
  await desk.waitForURL('**/meja');
  await desk.locator(`#daftar`).waitFor();
  await sound(desk);
  await find(desk, fields.mark);
  assert.equal(await desk.locator('.inbox .what a').count(), 2, 'two reports of one pier');
  await desk.locator(`.inbox .what a[href="/meja/${same.number}"]`).click();
  await desk.waitForURL(`**/meja/${same.number}`);
  await desk.locator(`main a[href$="/${same.number}/gabung"]`).click();
  await desk.locator('#ke').fill(pier.number);
  await desk.locator('#ke').press('Enter');
  await desk.waitForURL(/\/gabung\?ke=/);
  await desk.locator('form.narrow button').click();
  await done(desk);
  await says(desk, `Digabung ke ${pier.number}`);

  // The one that goes on: taken up, asked about, talked over with the head, released for everyone.
  await find(desk, pier.number);
  await desk.waitForURL(`**/meja/${pier.number}`);
  await desk.locator('form[action$="/ambil"] button').click();
  await done(desk);
  await act(desk, 'catatan', `@${HEAD} boleh kami pakai papan cadangan?`);
  await step(desk, 'tanya', { pertanyaan: 'Papan di sisi mana yang lepas?' });
  await step(desk, 'terbitkan', { judul: `Papan dermaga lepas ${fields.mark}` });

  // Meanwhile the head and the citizen write; the open page says so by itself.
  const head = await atDesk(world, HEAD, '/meja?lihat=disebut');
  await head.locator(`main a[href*="${pier.number}"]`).first().click();
  await head.waitForURL(`**/meja/${pier.number}*`);
  await head.locator('#text').fill('Silakan, catat nomor papannya.');
  await head.locator('button[name=sebagai][value=catatan]').click();
  await done(head);
  await pier.page.goto(`/lacak/${pier.code}`);
  await reply(pier.page, 'Sisi timur, dekat tangga.');
  await desk.getByText('Sisi timur, dekat tangga.').first().waitFor({ timeout: 30_000 });
  await says(desk, 'Silakan, catat nomor papannya.');

  // Before noon: the answer, begun with a template.
  await desk.locator('#contoh').selectOption({ label: 'Dermaga diperbaiki' });
  await desk.locator('button[name=sebagai][value=contoh]').click();
  await desk.waitForURL(/contoh=/);
  assert.match(await desk.locator('#text').inputValue(), /kami perbaiki paling lambat/);
  await act(desk, 'jawaban', 'Papan sisi timur sudah kami ganti hari ini.');
  await sound(desk);
  await world.shot(desk, 'hari-siang-1280');
  for (const citizen of [pier, same]) {
    await citizen.page.goto(`/lacak/${citizen.code}`);
    await says(citizen.page, 'Papan sisi timur sudah kami ganti hari ini.');
  }

  // In the afternoon: one is not content, and the case is back on the list; a lamp goes to another office by mistake.
  await judge(pier.page, false, 'Satu papan lagi goyang.');
  await desk.locator('.rail a[href="/meja?lihat=saya"]').click();
  await desk.waitForURL(/lihat=saya/);
  await desk.locator(`.inbox .what a[href="/meja/${pier.number}"]`).waitFor();
  await find(desk, lamp.number);
  await desk.waitForURL(`**/meja/${lamp.number}`);
  await desk.locator(`main a[href="/meja/${lamp.number}/teruskan"]`).click();
  await desk.locator('#kepada').selectOption('pupr');
  await desk.locator('#alasan').fill('Lampu jalan diurus dinas itu.');
  await desk.locator('form.narrow button').click();
  await says(desk, 'di luar daftar Anda');
  await desk.locator('main [role=status] form[action$="/batal"] button').click();
  await desk.waitForURL(`**/meja/${lamp.number}?sejak=*`);
  await act(desk, 'jawaban', 'Lampu tambatan sudah menyala lagi.');

  // Before going home: the last answer, the citizen's word, and nothing of today left open.
  await find(desk, pier.number);
  await desk.waitForURL(`**/meja/${pier.number}`);
  await says(desk, 'Satu papan lagi goyang.');
  await act(desk, 'jawaban', 'Papan yang goyang sudah kami kencangkan.');
  await pier.page.goto(`/lacak/${pier.code}`);
  await judge(pier.page, true);
  await desk.locator('.rail a[href="/meja?lihat=saya"]').click();
  await desk.waitForURL(/lihat=saya/);
  assert.equal(await desk.locator(`.inbox .what a[href="/meja/${pier.number}"]`).count(), 0, 'it is done');
  await desk.locator('.rail a[href="/meja?lihat=selesai"]').click();
  await desk.waitForURL(/lihat=selesai/);
  for (const { number } of [pier, lamp]) await desk.locator(`.inbox .what a[href="/meja/${number}"]`).waitFor();
  await world.shot(desk, 'hari-sore-1280');
  const everyone = await world.phone(`/laporan/${pier.number}`);
  await says(everyone, 'Papan yang goyang sudah kami kencangkan.');
  await saysNot(everyone, 'catat nomor papannya');

  await desk.locator('form[action="/keluar"] button').click();
  await desk.waitForURL((url) => !url.pathname.startsWith('/meja'));
  await desk.goto('/meja');
  await desk.waitForURL(/\/masuk/);
});

/** Finds something by the field at the top of every page of the desk. */
async function find(desk, words) {
  await desk.locator('#cari').fill(words);
  await desk.locator('#cari').press('Enter');
  await desk.waitForURL((url) => url.search.includes('q=') || url.pathname.endsWith(words));
}

/** Opens the form of an act by its link on the open case, fills it in and sends it. */
async function step(desk, name, fields) {
  await desk.locator(`main a[href$="/${name}"]`).click();
  await desk.waitForURL(`**/${name}`);
  for (const [field, value] of Object.entries(fields)) await desk.locator(`#${field}`).fill(value);
  await desk.locator('form.narrow button').click();
  await done(desk);
}
