// Reports that wait on a phone, as the page shows them.

import assert from 'node:assert/strict';

const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

/** Everything the phone says about its reports. */
export function box(page) {
  return page.locator('#kotak');
}

/** Waits until the phone can open the form without a network. */
export async function readyForOffline(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const isKept = async () => Boolean(await caches.match('/lapor/luring'));
    while (!navigator.serviceWorker.controller || !(await isKept())) await new Promise((done) => setTimeout(done, 50));
  });
}

/** Waits until this many reports are said to wait, and each is drawn as one that does. */
export async function waits(page, count) {
  await page.waitForFunction(
    ([sentence, n]) => document.querySelector('#kotak h2')?.textContent === sentence
      && document.querySelectorAll('#kotak [data-part=waiting]').length === n,
    [`${count} laporan belum terkirim`, count],
  );
}

/** Waits until this many reports arrived, and reads numbers and codes off the page. */
export async function arrived(page, count = 1) {
  const sent = box(page).locator('[data-part=sent]');
  await page.waitForFunction((n) => document.querySelectorAll('#kotak [data-part=sent]').length === n, count, { timeout: 40_000 });
  const found = [];
  for (let at = 0; at < count; at += 1) {
    const number = await sent.nth(at).locator('[data-say=number]').innerText();
    const code = await sent.nth(at).locator('[data-say=code]').innerText();
    assert.match(code, CODE);
    found.push({ number, code });
  }
  return found;
}

/** Everything this browser keeps for the site, as one text: to see that nothing of a report is left. */
export function everythingKept(page) {
  return page.evaluate(async () => {
    const open = await new Promise((done, fail) => {
      const asked = indexedDB.open('hadir');
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    const reports = await new Promise((done) => {
      const asked = open.transaction('laporan').objectStore('laporan').getAll();
      asked.onsuccess = () => done(asked.result);
    });
    open.close();
    const pages = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) pages.push(`${request.url}\n${await (await cache.match(request)).text()}`);
    }
    return { reports: reports.length, text: JSON.stringify([reports, { ...localStorage }, { ...sessionStorage }, pages]), pages };
  });
}
