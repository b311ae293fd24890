// Programs of others: an administrator lets one in, it works with the token it was given, and is stopped. Where schemathesis is
// installed, it looks for requests that the description of the API does not foresee.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { sound } from '../lib/checks.mjs';
import { PIER, marked, report } from '../lib/report.mjs';
import { scenario } from '../lib/scenario.mjs';
import { ADMIN, atDesk } from '../lib/staff.mjs';

const SCHEMATHESIS = process.env.SCHEMATHESIS ?? 'schemathesis';
const CONFIG = fileURLToPath(new URL('../schemathesis.toml', import.meta.url));
const run = promisify(execFile);

/** Lets a program in that may do everything a program can; gives the page of its token, and the token. */
async function letIn(world, unit) {
  const page = await atDesk(world, ADMIN, '/kelola/aplikasi/baru');
  await page.locator('#name').fill(`Kanal nasional ${Date.now()}`);
  await page.locator('#unit').selectOption(unit);
  for (const right of await page.locator('input[name=rights]').all()) await right.check();
  await page.locator('form[action="/kelola/aplikasi/baru"] button').click();
  await page.waitForURL(/\/kelola\/aplikasi\/[0-9a-f]+\?tersimpan/);
  const address = page.url().split('?')[0];
  await page.locator('form[action$="/token"] button').click();
  const token = (await page.locator('main code').innerText()).trim();
  assert.match(token, /^hadir_[0-9a-f]{64}$/);
  return { page, address, token };
}

/** Asks the API as a program. */
async function ask(world, token, path, body) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(world.base + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
  return { status: answer.status, said: answer.status === 204 ? null : await answer.json() };
}

scenario('a program is let in, answers a citizen, and is stopped', async (world) => {
  const { number, code, page: citizen } = await report(world, marked(PIER));
  const { page, address, token } = await letIn(world, 'dishub');
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `kelola-aplikasi-token-${width}`);
  }
  const answered = await ask(world, token, `/api/v1/desk/cases/${number}/messages`, {
    kind: 'answer',
    text: 'Papan dermaga sudah diganti tadi pagi.',
  });
  assert.equal(answered.status, 200, JSON.stringify(answered.said));
  assert.equal(answered.said.status, 'answered');
  await citizen.goto(`/lacak/${code}`);
  await citizen.getByText('Papan dermaga sudah diganti tadi pagi.').first().waitFor();

  await page.goto(address);
  await sound(page);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await world.shot(page, `kelola-aplikasi-satu-${width}`);
  }
  await page.locator('form[action$="/hentikan"] button').click();
  await page.waitForURL(/tersimpan/);
  assert.equal((await ask(world, token, '/api/v1/desk/cases')).status, 401);
});

scenario('no request finds an answer that the description does not foresee', async (world) => {
  const installed = await run(SCHEMATHESIS, ['--version']).then(() => true, () => false);
  if (!installed) return console.log('  skipped: schemathesis is not installed (SCHEMATHESIS names it)');
  const { address, page, token } = await letIn(world, 'dishub');
  const options = ['--max-examples', '40', '--rate-limit', '40/s', '--seed', '1', '--no-color'];
  const found = await run(
    SCHEMATHESIS,
    ['--config-file', CONFIG, 'run', `${world.base}/api/openapi.json`, '-H', `Authorization: Bearer ${token}`, ...options],
    { maxBuffer: 64 * 1024 * 1024 },
  ).catch((failure) => failure);
  console.log(found.stdout?.slice(-2_000));
  assert.equal(found.code ?? 0, 0, found.stdout);
  await page.goto(address);
  await page.locator('form[action$="/hentikan"] button').click();
  await page.waitForURL(/tersimpan/);
});
