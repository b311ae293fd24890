// Without a network: reports stay on the phone, are sent once when a signal comes, and the phone says so.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { pressOn, typeInto } from '../lib/keyboard.mjs';
import { openLink } from '../lib/link.mjs';
import { arrived, box, everythingKept, readyForOffline, waits } from '../lib/outbox.mjs';
import { PIER, fillIn, marked, photo, received, report, sendButton } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { HANDLER, atDesk } from '../lib/staff.mjs';

/** What the browser writes into its console when a link is down, or a lost answer makes it repeat itself. */
const CUT = /INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED/;

scenario('a report written without a network is kept, survives a reload, and is sent once when a signal comes', async (world) => {
  const page = await world.phone('/');
  await readyForOffline(page);
  await page.context().setOffline(true);
  await page.goto('/');
  await page.waitForURL('**/lapor');
  await page.locator('#luring').getByText('Laporan disimpan di ponsel ini dan dikirim begitu ada sinyal.').waitFor();
  await world.shot(page, 'luring-kosong-360');
  const fields = marked(PIER);
  await fillIn(page, fields);
  await sendButton(page).click();
  await waits(page, 1);
  assert.equal(await page.locator('#text').inputValue(), '', 'the form is free for another report');
  await world.shot(page, 'luring-tersimpan-360');
  await sound(page);
  await page.reload();
  await waits(page, 1);
  assert.match(await box(page).innerText(), /Tiga papan dermaga Sungai Nyamuk/);
  assert.match(await box(page).innerText(), /Ditulis \S+, \d+ \S+ pukul \d\d\.\d\d WITA/);
  await page.context().setOffline(false);
  const [{ number, code }] = await arrived(page);
  await world.shot(page, 'luring-terkirim-360');
  await sound(page);
  await isThereOnce(world, fields.mark);
  await page.reload();
  assert.deepEqual(await arrived(page), [{ number, code }], 'number and code stay until they were noted');
  await box(page).locator('[data-act=noted]').click();
  await box(page).waitFor({ state: 'detached' });
  const kept = await everythingKept(page);
  assert.equal(kept.reports, 0);
  for (const secret of [code, fields.mark, 'Siti Aminah']) assert.ok(!kept.text.includes(secret), `${secret} is left behind`);
  await page.goto(`/lacak/${code}`);
  assert.ok((await page.locator('main').innerText()).includes(number));
  world.forgive(CUT);
});

scenario('a photo waits with its report and follows it', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  await page.context().setOffline(true);
  const fields = marked(PIER);
  await fillIn(page, fields);
  await page.locator('#photo').setInputFiles(await photo(page));
  await sendButton(page).click();
  await waits(page, 1);
  await page.reload();
  await waits(page, 1);
  assert.match(await box(page).innerText(), /Dengan 1 foto\./);
  await page.context().setOffline(false);
  const [{ code }] = await arrived(page);
  await page.waitForFunction(() => !document.querySelector('#kotak [data-say=rest]'), null, { timeout: 40_000 });
  await isThereOnce(world, fields.mark);
  const answer = await page.request.get(`/lacak/${code}/foto/1`);
  assert.equal(answer.status(), 200, 'the photo came with it');
  assert.equal((await page.request.get(`/lacak/${code}/foto/2`)).status(), 404, 'and came once');
  world.forgive(CUT);
});

scenario('an answer that is lost costs nothing: the same number and code, one report', async (world) => {
  const link = await openLink(world.base);
  try {
    const page = await world.phone(null, { baseURL: link.url });
    await page.goto('/lapor');
    await readyForOffline(page);
    const fields = marked(PIER);
    await fillIn(page, fields);
    link.loseAnswerTo(({ method, url }) => {
      const isReport = method === 'POST' && url === '/lapor';
      if (isReport) link.cut();
      return isReport;
    });
    await sendButton(page).click();
    await waits(page, 1);
    assert.deepEqual(link.lost.map(({ status }) => status), [201], 'the program had taken it in');
    const { number } = await isThereOnce(world, fields.mark);
    await box(page).locator('[data-act=send]').click();
    await waits(page, 1);
    link.mend();
    const [sent] = await arrived(page);
    assert.equal(sent.number, number);
    await isThereOnce(world, fields.mark);
    await page.goto(`/lacak/${sent.code}`);
    assert.ok((await page.locator('main').innerText()).includes(number));
  } finally {
    await link.close();
  }
  world.forgive(CUT);
});

scenario('a link that goes after the answer still leaves number and code on the phone', async (world) => {
  const link = await openLink(world.base);
  try {
    const page = await world.phone(null, { baseURL: link.url });
    await page.goto('/lapor');
    await readyForOffline(page);
    await fillIn(page, marked(PIER));
    page.on('response', (response) => { if (response.status() === 201) link.cut(); });
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/lacak/'));
    await sendButton(page).click();
    await failed;
    // The browser shows its own page about the cut before one can go anywhere else.
    await page.waitForURL(/^chrome-error:/);
    await page.goto('/lapor');
    const [{ number, code }] = await arrived(page);
    link.mend();
    await page.goto(`/lacak/${code}`);
    assert.ok((await page.locator('main').innerText()).includes(number));
    await page.goto('/');
    assert.equal(await box(page).count(), 0, 'the page of the report showed it, so the phone let it go');
  } finally {
    await link.close();
  }
  world.forgive(CUT);
});

scenario('two reports are kept, each with a number of its own, and one that is deleted is never sent', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  await page.context().setOffline(true);
  await page.reload();
  const texts = [marked(PIER), marked({ text: 'Lampu jalan di depan Pasar Jamaker padam sejak Senin.', category: 'street_lighting' }), marked(PIER)];
  for (const [at, fields] of texts.entries()) {
    await fillIn(page, fields);
    await sendButton(page).click();
    await waits(page, at + 1);
  }
  await box(page).locator('[data-act=delete]').last().click();
  await world.shot(page, 'luring-hapus-360');
  await box(page).locator('[data-act=spare]').click();
  await waits(page, 3);
  await box(page).locator('[data-act=delete]').last().click();
  await box(page).locator('[data-act=discard]').click();
  await waits(page, 2);
  await world.shot(page, 'luring-dua-360');
  await page.context().setOffline(false);
  const [first, second] = await arrived(page, 2);
  assert.notEqual(first.number, second.number);
  assert.notEqual(first.code, second.code);
  await world.shot(page, 'luring-dua-terkirim-360');
  await sound(page);
  for (const { mark } of texts.slice(0, 2)) await isThereOnce(world, mark);
  assert.equal(await countOf(world, texts[2].mark), 0);
  world.forgive(CUT);
});

scenario('a report that is refused says why and can be put right', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  await page.context().setOffline(true);
  await page.reload();
  const fields = marked(PIER);
  await fillIn(page, { ...fields, contact: '081200000' });
  await sendButton(page).click();
  await waits(page, 1);
  await page.goto('/lapor');
  await page.context().setOffline(false);
  await box(page).locator('[data-part=refused]').waitFor();
  assert.match(await box(page).innerText(), /Nomor ini baru 9 angka/);
  await world.shot(page, 'luring-ditolak-360');
  await sound(page);
  await page.goto('/');
  await box(page).locator('[data-act=mend]').click();
  await page.waitForURL('**/lapor#perbaiki-*');
  await page.waitForFunction((text) => document.querySelector('#text').value === text, fields.text);
  await page.locator('#contact').fill('0812 3456 7890');
  await sendButton(page).click();
  await received(page);
  await isThereOnce(world, fields.mark);
  await page.goto('/');
  assert.equal(await box(page).count(), 0);
  world.forgive(/INTERNET_DISCONNECTED|ERR_FAILED|422/);
});

scenario('everything about a kept report is done by keyboard', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  await page.context().setOffline(true);
  await page.goto('/lapor?category=sea_transport');
  const fields = marked(PIER);
  await typeInto(page, '#text', fields.text);
  await pressOn(page, '#lapor button:not([type=button], [formaction])');
  await waits(page, 1);
  // The news may be drawn a moment before the form lets go of the focus.
  await page.waitForFunction(() => document.activeElement.id === 'kotak-judul');
  await pressOn(page, '#kotak [data-act=delete]');
  await page.waitForFunction(() => document.activeElement.dataset.act === 'spare');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.closest('#kotak [data-part=waiting]'));
  await page.context().setOffline(false);
  await arrived(page);
  await pressOn(page, '#kotak [data-act=noted]');
  await box(page).waitFor({ state: 'detached' });
  await isThereOnce(world, fields.mark);
  world.forgive(CUT);
});

scenario('a report is sent from any page that is opened again, without pressing anything', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  await page.context().setOffline(true);
  const fields = marked(PIER);
  await fillIn(page, fields);
  await sendButton(page).click();
  await waits(page, 1);
  await page.goto('about:blank');
  await page.context().setOffline(false);
  await page.goto('/');
  await arrived(page);
  await world.shot(page, 'luring-beranda-360');
  await sound(page);
  await isThereOnce(world, fields.mark);
  world.forgive(CUT);
});

scenario('the browser sends a report in the background while no page is open', async (world) => {
  const page = await world.phone('/lapor');
  await readyForOffline(page);
  const browser = await page.context().newCDPSession(page);
  const registered = new Promise((done) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations.length && done(registrations[0]));
  });
  await browser.send('ServiceWorker.enable');
  const { registrationId } = await registered;
  await page.context().setOffline(true);
  const fields = marked(PIER);
  await fillIn(page, fields);
  await sendButton(page).click();
  await waits(page, 1);
  await page.goto('about:blank');
  await page.context().setOffline(false);
  // The browser does this by itself, at a time of its own choice.
  await browser.send('ServiceWorker.dispatchSyncEvent', { origin: world.base, registrationId, tag: 'laporan', lastChance: false });
  for (let tries = 0; tries < 20 && (await countOf(world, fields.mark)) === 0; tries += 1) await page.waitForTimeout(500);
  await isThereOnce(world, fields.mark);
  await page.goto('/');
  await arrived(page);
  world.forgive(CUT);
});

scenario('a link to the form chooses the same without a network', async (world) => {
  const page = await world.phone('/');
  await readyForOffline(page);
  await page.context().setOffline(true);
  await page.goto('/lapor?kind=complaint&category=levy&visibility=confidential');
  await page.locator('#luring').waitFor();
  await page.waitForFunction(() => document.querySelector('[name=token]').value.length === 32);
  assert.equal(await page.locator('#category').inputValue(), 'levy');
  assert.ok(await page.locator('#visibility-confidential').isChecked());
  world.forgive(CUT);
});

scenario('the worker keeps the form and its scripts and nothing else', async (world) => {
  const { code } = await report(world, marked(PIER));
  const page = await world.phone('/');
  await readyForOffline(page);
  for (const path of [`/lacak/${code}`, '/laporan', '/terbuka', '/masuk', '/lapor', '/']) await page.goto(path);
  const { pages, text } = await everythingKept(page);
  const kept = pages.map((entry) => new URL(entry.split('\n')[0]).pathname).sort();
  assert.match(kept.join(' '), /^\/aset\/lapor-\w+\.js \/aset\/warga-\w+\.js \/lapor\/luring$/);
  assert.ok(!text.includes(code));
  assert.match(pages.find((entry) => entry.includes('/lapor/luring')), /name="token" value=""/);
});

scenario('the worker is named by its content, may talk to its own server only, and costs nothing to ask for', async (world) => {
  const page = await world.phone('/');
  await readyForOffline(page);
  const first = await page.request.get('/sw.js');
  assert.equal(first.status(), 200);
  assert.match(first.headers()['content-security-policy'], /^default-src 'none'; connect-src 'self'$/);
  const again = await page.request.get('/sw.js', { headers: { 'if-none-match': first.headers().etag } });
  assert.equal(again.status(), 304);
  const [, version] = (await first.text()).match(/^const VERSION = '([0-9a-f]{12})';/);
  assert.deepEqual(await page.evaluate(() => caches.keys()), [`hadir-${version}`]);
});

/** The report that speaks of `mark`, which is there once. */
async function isThereOnce(world, mark) {
  const desk = await atDesk(world, HANDLER, `/meja?q=${mark}`);
  const links = desk.locator('.inbox .what a');
  assert.equal(await links.count(), 1, `one report speaks of ${mark}`);
  const [number] = (await links.getAttribute('href')).match(/[A-Z]{2,4}-\d{2}-\d{4,}/);
  await desk.context().close();
  return { number };
}

async function countOf(world, mark) {
  const desk = await atDesk(world, HANDLER, `/meja?q=${mark}`);
  const count = await desk.locator('.inbox .what a').count();
  await desk.context().close();
  return count;
}
