// What everyone may see: reports with their filters, open figures and downloads, services, privacy, both languages.

import assert from 'node:assert/strict';
import { frame } from '../lib/checks.mjs';
import { scenario } from '../lib/scenario.mjs';

scenario('public reports are filtered by address, without JavaScript', async (world) => {
  const page = await world.phone('/laporan', { javaScriptEnabled: false });
  assert.ok((await page.locator('ul.list > li').count()) > 0, 'there are reports');
  await page.locator('#category').selectOption('roads');
  await page.locator('form.filter button').click();
  await page.waitForURL(/category=roads/);
  assert.equal(await page.locator('#category').inputValue(), 'roads', 'the filter shows what it filters');
  const first = page.locator('ul.list > li a').first();
  const title = await first.innerText();
  await first.click();
  await page.waitForURL(/\/laporan\/[A-Z]+-\d+-\d+$/);
  assert.equal(await page.locator('h1').innerText(), title);
  assert.ok((await page.locator('main').innerText()).includes('Jalan'));
});

scenario('public reports are paged to the end of the list', async (world) => {
  const page = await world.phone('/laporan?status=selesai');
  const seen = new Set();
  for (let pages = 1; pages <= 40; pages += 1) {
    for (const link of await page.locator('ul.list > li a').evaluateAll((links) => links.map((link) => link.href))) {
      assert.ok(!seen.has(link), `${link} stands on two pages`);
      seen.add(link);
    }
    const next = page.locator('.pager a[rel=next]');
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.ok(seen.size > 25, `${seen.size} reports`);
});

scenario('a filter without reports says what to do', async (world) => {
  const page = await world.phone('/laporan?status=lewat');
  await frame(page);
  // What is late in the demo depends on the day; of so many topics some never are.
  const topics = await page.locator('#category option').evaluateAll((options) => options.map((option) => option.value));
  for (const topic of topics.filter(Boolean)) {
    await page.goto(`/laporan?status=lewat&category=${topic}`);
    if ((await page.locator('ul.list').count()) === 0) break;
  }
  assert.equal(await page.locator('#status').inputValue(), 'lewat');
  assert.equal(await page.locator('ul.list').count(), 0, 'no topic without late reports');
  assert.equal(await page.locator('main a.btn[href="/laporan"]').count(), 1, 'one act leads on');
  await world.shot(page, 'laporan-kosong-360');
});

scenario('open figures can be read as tables and downloaded', async (world) => {
  const page = await world.desktop('/terbuka');
  for (const summary of await page.locator('details summary').all()) await summary.click();
  assert.ok((await page.locator('main table').count()) > 0, 'the charts have their tables');
  await world.shot(page, 'terbuka-tabel-1280');
  const csv = await (await page.request.get('/terbuka/laporan.csv')).text();
  const [head, ...rows] = csv.trim().split('\n');
  assert.equal(head, 'month,unit,unit_name,received,answered,in_time,overdue,median_working_days');
  assert.ok(rows.length > 12);
  const jsonl = await (await page.request.get('/terbuka/laporan.jsonl')).text();
  const cases = jsonl.trim().split('\n').map((line) => JSON.parse(line));
  assert.ok(cases.length > 25);
  for (const one of cases) assert.ok(!('text' in one) && !('name' in one) && !('contact' in one), one.number);
});

scenario('a service is found by a word and says its standard', async (world) => {
  const page = await world.phone('/layanan');
  await page.locator('#q').fill('KTP');
  await page.locator('form.filter button').click();
  await page.waitForURL(/q=KTP/);
  await page.locator('main ul a').first().click();
  await page.waitForURL(/\/layanan\/.+/);
  await frame(page);
  await world.shot(page, 'layanan-satu-360');
});

scenario('pages are read in English too', async (world) => {
  const page = await world.phone('/lapor');
  await page.locator('footer a[hreflang=en]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await page.goto('/');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en', 'the choice is remembered');
  await frame(page);
  await page.locator('footer a[hreflang=id]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'id');
});
