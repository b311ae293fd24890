// An officer sends a letter and a photo along with the answer; the reporter reads and downloads them.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn } from '../lib/keyboard.mjs';
import { PIER, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n');

/** A photo as a page draws one. */
async function picture(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 });
    const pen = canvas.getContext('2d');
    for (let x = 0; x < 900; x += 30) {
      pen.fillStyle = x % 60 ? '#7d5a3c' : '#a8825c';
      pen.fillRect(x, 120, 28, 480);
    }
    pen.fillStyle = '#7fa8c9';
    pen.fillRect(0, 0, 900, 120);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  });
  return Buffer.from(bytes);
}

scenario('an answer goes out with a letter and a photo', async (world) => {
  const { number, code } = await report(world, PIER);
  const desk = await atDesk(world, HANDLER, `/meja/${number}`, { screen: 'phone' });
  await desk.locator('#text').fill('Papan dermaga sudah kami ganti pagi ini. Suratnya kami lampirkan.');
  await desk.locator('#lampiran').setInputFiles({ name: 'daftar.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK isi') });
  await pressOn(desk, 'button[name=sebagai][value=jawaban]');
  await desk.locator('#lampiran-error, .error').first().waitFor();
  assert.ok((await desk.locator('main').innerText()).includes('daftar.docx bukan foto dan bukan PDF'));
  assert.ok((await desk.locator('#text').inputValue()).startsWith('Papan dermaga'));
  await sound(desk);
  await world.shot(desk, 'lampiran-keliru-360');
  world.forgive(/422/);
  await desk.locator('#lampiran').setInputFiles([
    { name: 'Surat balasan 600-12.pdf', mimeType: 'application/pdf', buffer: PDF },
    { name: 'dermaga baru.jpg', mimeType: 'image/jpeg', buffer: await picture(desk) },
  ]);
  await pressOn(desk, 'button[name=sebagai][value=jawaban]');
  await desk.waitForURL(/\?sejak=\d+/);
  await sound(desk);
  await world.shot(desk, 'lampiran-terkirim-360');
  const mine = await world.phone(`/lacak/${code}`);
  await sound(mine);
  await world.shot(mine, 'lampiran-dibaca-360');
  const [letter] = await Promise.all([mine.waitForEvent('download'), pressOn(mine, 'main ul.list a[href*="/lampiran/"]')]);
  assert.equal(letter.suggestedFilename(), 'Surat balasan 600-12.pdf');
  const photo = mine.locator('main img[src*="/lampiran/"]');
  await photo.scrollIntoViewIfNeeded();
  await mine.waitForFunction(() => document.querySelector('main img[src*="/lampiran/"]').naturalWidth > 0);
});
