// An office's own network: with the regency's authority installed, phones and computers give position, service worker and
// encryption to its pages; without it they do not.

import assert from 'node:assert/strict';
import { sound } from '../lib/checks.mjs';
import { missing, openOffice } from '../lib/office.mjs';
import { scenario } from '../lib/scenario.mjs';

scenario('an office at its own address is a secure context for whoever trusts the authority', async (world) => {
  const office = await officeOrSkip();
  if (office === null) return;
  try {
    const page = await world.phone(null, { baseURL: office.secure, in: office.browser });
    await page.goto('/lapor');
    assert.ok(!['localhost', '127.0.0.1', '[::1]'].includes(new URL(page.url()).hostname), page.url());
    assert.equal(await page.evaluate(() => window.isSecureContext), true);
    const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    assert.equal(scope, `${office.secure}/`);
    const asked = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state);
    assert.equal(asked, 'prompt', 'the phone would ask');
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 4.1437, longitude: 117.9023 });
    assert.deepEqual(await page.evaluate(position), [4.1437, 117.9023]);
    assert.equal(await page.evaluate(() => typeof crypto.subtle), 'object');

    const plain = await world.phone(null, { baseURL: office.plain, in: office.browser });
    await plain.goto('/lapor');
    assert.equal(await plain.evaluate(() => window.isSecureContext), false);
    assert.equal(await plain.evaluate(() => 'serviceWorker' in navigator), false);
    assert.equal(await plain.evaluate(() => typeof crypto.subtle), 'undefined');
    await plain.context().grantPermissions(['geolocation']);
    assert.equal(await plain.evaluate(position), 1, 'refused, although it was granted');
    // The browser says itself that it does not trust this origin.
    world.forgive(/secure (origin|context)|origin was untrustworthy/i);

    const stranger = await world.phone(null, { baseURL: office.secure });
    await assert.rejects(stranger.goto('/lapor'), /ERR_CERT_AUTHORITY_INVALID/, 'who does not know the authority is warned');
    world.forgive(/ERR_CERT_AUTHORITY_INVALID/);
  } finally {
    await office.close();
  }
});

scenario('the page of the certificate reads well on a phone and a desk, over plain HTTP too, and so does its poster', async (world) => {
  const office = await officeOrSkip();
  if (office === null) return;
  try {
    const offered = await world.phone(null, { in: office.browser });
    await offered.goto(office.offer);
    await offered.getByRole('link', { name: 'Unduh sertifikat' }).waitFor();
    await sound(offered);
    await world.shot(offered, 'sertifikat-360');
    for (const line of await offered.locator('summary').all()) await line.click();
    await world.shot(offered, 'sertifikat-terbuka-360');
    const [file] = await Promise.all([offered.waitForEvent('download'), offered.getByText('Unduh sertifikat', { exact: true }).click()]);
    assert.equal(file.suggestedFilename(), 'hadir.crt');
    await offered.getByRole('link', { name: 'Lapor' }).first().click();
    await offered.waitForURL(`${office.secure}/lapor`);

    const desk = await world.desktop(null, { baseURL: office.secure, in: office.browser });
    await desk.goto('/sertifikat');
    await sound(desk);
    await world.shot(desk, 'sertifikat-1280');
    await desk.goto('/sertifikat/poster');
    await sound(desk);
    await world.shot(desk, 'sertifikat-poster-1280');
    assert.ok((await desk.locator('main').innerText()).includes(office.offer), 'the poster leads to the page that needs no trust yet');
  } finally {
    await office.close();
  }
});

/** The office, or null with a word about what is missing; where everything has to run, that is a failure. */
async function officeOrSkip() {
  const why = missing();
  const office = why === null ? await openOffice() : null;
  if (office !== null) return office;
  const words = why ?? 'this machine has no address in a private network';
  assert.notEqual(process.env.CI, 'true', words);
  console.log(`skipped: ${words}`);
  return null;
}

/** Where the phone is, or the number of the refusal. Runs in the page. */
function position() {
  return new Promise((resolve) => {
    const found = ({ coords }) => resolve([coords.latitude, coords.longitude]);
    navigator.geolocation.getCurrentPosition(found, (refusal) => resolve(refusal.code));
  });
}
