// What the first pages cost: one request, one round trip of fourteen kilobytes.

import assert from 'node:assert/strict';
import { scenario } from '../lib/scenario.mjs';
import { weigh } from '../lib/wire.mjs';

/** Ten packets of the first round trip of a new connection. */
const BYTES_MAX = 14_000;

for (const path of ['/', '/lapor']) {
  for (const encoding of ['br', 'gzip']) {
    scenario(`${path} fits into one round trip as ${encoding}`, async (world) => {
      const { bytes, head } = await weigh(world.base, path, encoding);
      assert.match(head, /^HTTP\/1\.1 200/);
      assert.match(head, new RegExp(`content-encoding: ${encoding}`, 'i'));
      console.log(`       ${path} ${encoding}: ${bytes} bytes`);
      assert.ok(bytes <= BYTES_MAX, `${path} takes ${bytes} bytes`);
    });
  }
}

scenario('the first page is there after one request', async (world) => {
  const page = await world.phone(null);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  // The script that looks after unsent reports comes later, and here never: the page does not wait for it.
  await page.route('**/aset/*.js', () => {});
  await page.goto('/', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
  await page.locator('main a[href="/lapor"]').first().click({ trial: true });
  const outside = asked.filter((url) => !url.startsWith('data:'));
  const [first, ...later] = outside.map((url) => new URL(url).pathname);
  assert.equal(first, '/');
  assert.match(later.join(' '), /^(\/aset\/warga-\w+\.js)?$/);
});
