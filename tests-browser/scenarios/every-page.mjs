// Every page there is, at every width, in light and dark, in the hands of those who may open it.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, HANDLER, HEAD, INSPECTOR, atDesk } from '../lib/staff.mjs';

const PUBLIC = ['/', '/lapor', '/lapor/luring', '/lacak', '/laporan', '/layanan', '/terbuka', '/privasi', '/masuk'];
/** Lists whose first entry is a page of its own. */
const FIRST_OF = ['/laporan', '/layanan'];
const VIEWS = ['inbox', 'wrote', 'mine', 'overdue', 'waiting', 'unassigned', 'done'];
const ACTS = ['teruskan', 'tanya', 'terbitkan', 'samarkan', 'jenis', 'langkah', 'selesai', 'gabung', 'serah', 'akhiri', 'atasan', 'golongkan', 'kode'];
const MANAGED = [
  '/kelola',
  '/kelola/unit',
  '/kelola/unit/baru',
  '/kelola/unit/dishub',
  '/kelola/unit/dishub/jam',
  '/kelola/layanan',
  '/kelola/layanan/baru',
  '/kelola/layanan/akta-kelahiran',
  '/kelola/topik',
  '/kelola/topik/baru',
  '/kelola/topik/roads',
  '/kelola/staf',
  '/kelola/staf/baru',
  '/kelola/aplikasi',
  '/kelola/aplikasi/baru',
  '/kelola/hak',
  '/kelola/aturan',
  '/kelola/libur',
  '/kelola/ramadan',
  '/kelola/pengaturan',
  '/kelola/komponen',
  '/kelola/komponen/meja',
];

/** What a unit keeps, and the other rooms of the desk. */
const KEPT = ['/meja/contoh', '/meja/daftar-periksa', '/meja/langkah', '/meja/pembagian'];
const ROOMS = ['/meja/catat', '/meja/beban', '/meja/tidak-masuk', '/meja/pujian', '/meja/register-ppid', '/meja/tombol'];

for (const path of PUBLIC) {
  scenario(`${path} is sound`, async (world) => {
    await looksWell(world, await world.phone(path), path);
  });
}

for (const path of FIRST_OF) {
  scenario(`the first page of ${path} is sound`, async (world) => {
    const page = await world.phone(path);
    await page.goto(await page.locator(`main a[href^="${path}/"]`).first().getAttribute('href'));
    await looksWell(world, page, `${path}-satu`);
  });
}

scenario('a page that does not exist is sound', async (world) => {
  const page = await world.phone(null);
  const answer = await page.goto('/tidak-ada');
  assert.equal(answer.status(), 404);
  await looksWell(world, page, '/tidak-ada');
  world.forgive(/404/);
});

scenario('the inbox is sound in every view', async (world) => {
  const page = await atDesk(world, HEAD);
  await looksWell(world, page, '/meja');
  const views = await page.locator('.rail a[href*="lihat="]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(views.length >= VIEWS.length - 1, `views: ${views}`);
  for (const view of views) {
    await page.goto(view);
    await looksWell(world, page, `meja-${view.split('lihat=')[1]}`);
  }
});

scenario('a case is sound', async (world) => {
  const { number } = await report(world, marked(PIER));
  await looksWell(world, await atDesk(world, HANDLER, `/meja/${number}`), 'kasus');
});

scenario('every act on a case is sound', async (world) => {
  const { number } = await report(world, marked(PIER));
  const page = await atDesk(world, HEAD, `/meja/${number}`);
  for (const act of ACTS) {
    const answer = await page.goto(`/meja/${number}/${act}`);
    assert.equal(answer.status(), 200, act);
    await looksWell(world, page, `kasus-${act}`);
  }
});

scenario('the inspectorate sees closed reports, and its pages are sound', async (world) => {
  const page = await atDesk(world, INSPECTOR);
  await page.locator('.rail a', { hasText: 'tertutup' }).click();
  await looksWell(world, page, 'meja-tertutup');
  await page.locator('.inbox .what a').first().click();
  await looksWell(world, page, 'kasus-tertutup');
});

for (const path of MANAGED) {
  scenario(`${path} is sound`, async (world) => {
    await looksWell(world, await atDesk(world, ADMIN, path), path);
  });
}

for (const path of ['/meja/ringkasan', '/meja/ringkasan?masa=bulan', '/meja/dini']) {
  scenario(`${path} is sound`, async (world) => {
    await looksWell(world, await atDesk(world, HEAD, path), path.replace('?masa=', '-'));
  });
}

scenario('every room of the desk is sound', async (world) => {
  const page = await atDesk(world, HEAD);
  for (const path of [...ROOMS, ...KEPT.flatMap((path) => [path, `${path}/baru`])]) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200, path);
    await looksWell(world, page, path);
  }
  await looksWell(world, await atDesk(world, ADMIN, '/meja/masa-simpan'), '/meja/masa-simpan');
});

scenario('a member of staff is sound', async (world) => {
  const page = await atDesk(world, ADMIN, '/kelola/staf');
  await page.locator('main table a').first().click();
  await page.waitForURL(/\/kelola\/staf\/.+/);
  await looksWell(world, page, 'kelola-staf-satu');
});

/** Everything that holds for a page, and a picture of it on a phone and on a desktop screen. */
async function looksWell(world, page, name) {
  const stem = name === '/' ? 'beranda' : name.replace(/^\//, '').replaceAll('/', '-');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `${stem}-${width}`);
  }
  await sound(page);
}
