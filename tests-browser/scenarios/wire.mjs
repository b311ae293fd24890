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

scenario('the first page is one request', async (world) => {
  const page = await world.phone(null);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/', { waitUntil: 'networkidle' });
  const outside = asked.filter((url) => !url.startsWith('data:'));
  assert.deepEqual(outside, [`${world.base}/`]);
});
