// A photo for everyone: an officer covers what nobody need see, with pointer, keys or no script at all, and shows it.

import assert from 'node:assert/strict';
import { fits, sound } from '../lib/checks.mjs';
import { pressOn, tabTo } from '../lib/keyboard.mjs';
import { PIER, fillIn, marked, received } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

/** A pier with somebody on it, as a page draws one. */
async function picture(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 675 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#9cc4de';
    pen.fillRect(0, 0, 900, 250);
    for (let x = 0; x < 900; x += 30) {
      pen.fillStyle = x % 60 ? '#7d5a3c' : '#a8825c';
      pen.fillRect(x, 250, 28, 425);
    }
    pen.fillStyle = '#e8b48c';
    pen.beginPath();
    pen.arc(560, 200, 45, 0, 7);
    pen.fill();
    pen.fillStyle = '#b03a48';
    pen.fillRect(510, 245, 100, 180);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  });
  return Buffer.from(bytes);
}

/** A report with a photo, released to everyone. */
async function released(world) {
  const phone = await world.phone('/lapor', { javaScriptEnabled: false });
  const drawing = await world.phone('/lapor');
  await fillIn(phone, { ...marked(PIER), visibility: 'anonymous' });
  await phone.locator('#photo').setInputFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: await picture(drawing) });
  await phone.locator('#lapor button:not([type=button], [formaction])').click();
  const { number } = await received(phone);
  const desk = await atDesk(world, HANDLER, `/meja/${number}/terbitkan`, { javaScriptEnabled: false });
  await desk.locator('#judul').fill('Papan dermaga lepas');
  await desk.locator('main form button:not([type=button])').last().click();
  await desk.waitForURL(/\?sejak=/);
  return { number, desk };
}

/** The colours of the public's photo at some places, in parts of its width and height. */
async function colours(page, places) {
  return page.locator('.photos img').first().evaluate(async (image, places) => {
    const whole = new Image();
    whole.src = image.closest('a')?.href ?? image.src;
    await whole.decode();
    const canvas = new OffscreenCanvas(whole.naturalWidth, whole.naturalHeight);
    const pen = canvas.getContext('2d');
    pen.drawImage(whole, 0, 0);
    return places.map(([x, y]) => [...pen.getImageData(x * canvas.width, y * canvas.height, 1, 1).data.slice(0, 3)]);
  }, places);
}

const isCover = ([red, green, blue]) => Math.abs(red - 91) < 8 && Math.abs(green - 107) < 8 && Math.abs(blue - 115) < 8;

for (const screen of ['phone', 'desktop']) {
  scenario(`a face is covered without a script and the rest of the photo shown on a ${screen}`, async (world) => {
    const { number } = await released(world);
    const desk = await atDesk(world, HANDLER, `/meja/${number}`, { screen, javaScriptEnabled: false });
    await desk.getByRole('link', { name: 'Foto untuk umum' }).click();
    await desk.waitForURL(/foto-umum\/1$/);
    for (const box of ['Baris 2, kolom 8', 'Baris 3, kolom 8', 'Baris 3, kolom 7']) await desk.getByLabel(box).check();
    await fits(desk);
    await world.shot(desk, `foto-umum-${screen}`);
    await desk.getByRole('button', { name: 'Tampilkan untuk umum' }).click();
    await desk.waitForURL(/\?sejak=/);
    const everyone = await world.open(`/laporan/${number}`, { viewport: { width: 360, height: 800 } });
    await sound(everyone);
    await world.shot(everyone, `foto-umum-terlihat-${screen}`);
    const [face, sky] = await colours(everyone, [[0.62, 0.28], [0.1, 0.1]]);
    assert.ok(isCover(face), `covered: ${face}`);
    assert.ok(sky[2] > 200, `the sky is there: ${sky}`);
  });
}

scenario('boxes are drawn over with a pointer, reached with arrows, and the page is sound', async (world) => {
  const { number } = await released(world);
  const desk = await atDesk(world, HANDLER, `/meja/${number}/foto-umum/1`);
  await sound(desk);
  const middle = async (name) => {
    const box = await desk.getByLabel(name, { exact: true }).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await desk.getByLabel('Baris 2, kolom 7', { exact: true }).scrollIntoViewIfNeeded();
  await desk.mouse.move(...await middle('Baris 2, kolom 7'));
  await desk.mouse.down();
  await desk.mouse.move(...await middle('Baris 2, kolom 9'), { steps: 12 });
  await desk.mouse.up();
  const ticked = () => desk.locator('.cover input:checked').evaluateAll((boxes) => boxes.map((box) => box.name));
  assert.deepEqual(await ticked(), ['k1-6', 'k1-7', 'k1-8']);
  await tabTo(desk, '.cover input');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Space']) await desk.keyboard.press(key);
  const boxes = await ticked();
  assert.ok(boxes.length === 4 && boxes.some((name) => name.startsWith('k2-') || name.startsWith('k3-')), boxes.join(' '));
  await world.shot(desk, 'foto-umum-digambar');
  await pressOn(desk, 'main form button:not([type=button])');
  await desk.waitForURL(/\?sejak=/);
  const everyone = await world.open(`/laporan/${number}`);
  await everyone.locator('.photos img').first().waitFor();
});
