// Administration: units, staff and their one-time links, holidays that move limits.

import assert from 'node:assert/strict';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, HANDLER, atDesk } from '../lib/staff.mjs';

/** How long open cases take to be counted again after a holiday. */
const REDATED_MS_MAX = 60_000;

scenario('a unit that is wrong is explained, a right one is kept', async (world) => {
  const page = await atDesk(world, ADMIN, '/kelola/unit/baru');
  await page.locator('#code').fill('Kec Sebatik!');
  await page.locator('#name').fill('Kecamatan Percobaan');
  await page.locator('#region').fill('enam lima');
  await saveButton(page).click();
  await page.locator('main [role=alert]').waitFor();
  assert.equal(await page.locator('#code').inputValue(), 'Kec Sebatik!');
  assert.equal(await page.locator('#name').inputValue(), 'Kecamatan Percobaan');
  await world.shot(page, 'kelola-unit-salah');
  const code = `percobaan-${Date.now()}`;
  await page.locator('#code').fill(code);
  await page.locator('#region').fill('65.03.07');
  await page.locator('#parent').selectOption('kab-nunukan');
  await saveButton(page).click();
  await page.waitForURL(/tersimpan/);
  await page.goto('/kelola/unit');
  assert.equal(await page.locator(`a[href="/kelola/unit/${code}"]`).count(), 1);
  world.forgive(/422/);
});

scenario('a link for a new colleague works once', async (world) => {
  const page = await atDesk(world, ADMIN, '/kelola/staf/baru');
  const username = `baru.${Date.now()}`;
  await page.locator('#name').fill('Rahmawati Usman');
  await page.locator('#username').fill(username);
  await page.locator('#unit').selectOption('dishub');
  await page.locator('#role-1').selectOption('handler');
  await page.locator('#role-unit-1').selectOption('dishub');
  await saveButton(page).click();
  await page.waitForURL(/\/kelola\/staf(\/|\?)/);
  if (!/\/kelola\/staf\/[0-9a-f]/.test(page.url())) {
    await page.goto(`/kelola/staf?q=${username}`);
    await page.locator('main table a').first().click();
  }
  await page.locator('form[action$="/tautan"] button').click();
  const link = (await page.locator('main code').innerText()).trim();
  await world.shot(page, 'kelola-tautan');

  const colleague = await world.phone(link);
  await world.shot(colleague, 'sandi-baru-360');
  await choose(colleague, 'pendek');
  await colleague.locator('main [role=alert]').waitFor();
  await choose(colleague, 'perahu kayu menyeberang pagi');
  await colleague.waitForURL('**/meja');
  const late = await world.phone(null);
  const answer = await late.goto(link);
  assert.equal(answer.status(), 410, 'the link is spent');
  await world.shot(late, 'tautan-habis-360');
  world.forgive(/410|422/);
});

scenario('a holiday moves the limit of an open case, and its thread says so', async (world) => {
  const { code, page: citizen } = await report(world, marked(PIER));
  await citizen.goto(`/lacak/${code}`);
  const due = await dueDate(citizen);
  const admin = await atDesk(world, ADMIN, `/kelola/libur?tahun=${due.slice(0, 4)}`);
  await admin.locator('#date').fill(due);
  await admin.locator('#name').fill('Hari jadi kabupaten');
  await admin.locator('#source').fill('Keputusan Bupati 12/2026');
  await admin.locator('form[action="/kelola/libur"] button').click();
  await admin.waitForURL(/tersimpan/);
  await world.shot(admin, 'kelola-libur');

  const shownDate = async () => {
    await citizen.goto(`/lacak/${code}`);
    return dueDate(citizen);
  };
  const holiday = admin.locator('tr', { hasText: 'Hari jadi kabupaten' });
  // Which part of it did not happen: the change, the count, or what the citizen is shown.
  const eventually = (holds) => until(REDATED_MS_MAX, holds).catch(async (fault) => {
    await admin.reload();
    const listed = (await holiday.allInnerTexts()).join(' ') || 'no holiday';
    fault.message += `: ${due} was promised, ${listed} is listed, and the report says\n${await citizen.locator('main').innerText()}`;
    throw fault;
  });
  await eventually(async () => (await shownDate()) !== due).finally(async () => {
    await holiday.locator('button').press('Enter');
    await holiday.waitFor({ state: 'detached' });
  });
  const moved = await dueDate(citizen);
  const thread = await citizen.locator('ol.route').innerText();
  await world.shot(citizen, 'lacak-batas-pindah-360');
  for (const date of [due, moved]) {
    const day = new Date(`${date}T00:00:00Z`).getUTCDate();
    assert.match(thread, new RegExp(`\\b${day} `), `the thread names ${date}`);
  }
  await eventually(async () => (await shownDate()) === due);
});

scenario('a colleague who is no administrator is told so', async (world) => {
  const page = await atDesk(world, HANDLER);
  const answer = await page.goto('/kelola/unit');
  assert.equal(answer.status(), 403);
  await world.shot(page, 'bukan-wewenang');
  world.forgive(/403/);
});

async function choose(page, password) {
  await page.locator('#password').fill(password);
  await page.locator('#again').fill(password);
  await page.locator('main form button').click();
}

/** The button of the first form of the main part that is not in a row of a table. */
function saveButton(page) {
  return page.locator('main form.stack button:not([type=button])').first();
}

/** The day of the promise as the page marks it up: `2026-11-27`. */
async function dueDate(page) {
  return (await page.locator('.promise time').first().getAttribute('datetime')).slice(0, 10);
}

async function until(ms, holds) {
  const end = Date.now() + ms;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `not within ${ms} ms`);
    await new Promise((done) => setTimeout(done, 1000));
  }
}
