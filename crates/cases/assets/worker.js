// The worker behind the citizens' pages, after outbox.js and the line with `VERSION` that the server puts before both.
//
// It keeps one page, the form of /lapor as it is for a phone without a network, and the scripts of that page. Nothing
// else is ever kept: no page with a code or a token, none of the staff, no answer of the API. Other addresses are not
// even looked at.

const FORM_KEPT = '/lapor/luring';
const KEPT = `hadir-${VERSION}`;
const KEPT_MS_MAX = 24 * 60 * 60 * 1000;
// Longer than this nobody looks at an empty screen.
const PATIENCE_MS = 15_000;
const UNREACHABLE = [502, 503, 504];

async function keepForm() {
  const answer = await fetch(FORM_KEPT, { cache: 'no-store', redirect: 'error' });
  if (!answer.ok) throw new Error(`the form was answered with ${answer.status}`);
  const page = await answer.text();
  const scripts = Array.from(page.matchAll(/<script type="module" src="(\/aset\/[^"]+)"/g), ([, url]) => url);
  const kept = await caches.open(KEPT);
  // Their addresses change with their content, so what is here is right.
  for (const url of scripts) if (!(await kept.match(url))) await kept.add(url);
  const headers = new Headers(answer.headers);
  // The text is unpacked by now.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set('x-kept-at', Date.now());
  await kept.put(FORM_KEPT, new Response(page, { headers }));
}

async function formKept() {
  return (await caches.open(KEPT)).match(FORM_KEPT);
}

// Topics and villages change, and so may the reader's language.
async function renew(hasNewLanguage) {
  const age = Date.now() - Number((await formKept())?.headers.get('x-kept-at'));
  if (hasNewLanguage || !(age >= 0 && age < KEPT_MS_MAX)) await keepForm();
}

// The page from the network, or none if there is no way to it.
async function fromNetwork(request) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    return UNREACHABLE.includes(answer.status) ? null : answer;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

async function page(event, otherwise) {
  const hasForm = Boolean(await formKept());
  const answer = hasForm ? await fromNetwork(event.request) : await fetch(event.request);
  if (!answer) return otherwise();
  const hasNewLanguage = new URL(event.request.url).searchParams.has('bahasa');
  event.waitUntil(renew(hasNewLanguage).catch(() => {}));
  return answer;
}

addEventListener('install', (event) => event.waitUntil(keepForm().then(() => skipWaiting())));

addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name.startsWith('hadir-') && name !== KEPT) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clear());
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === '/lapor') event.respondWith(page(event, formKept));
    // Without a network the form is what one can do here.
    if (pathname === '/') event.respondWith(page(event, () => Response.redirect('/lapor')));
  } else if (pathname.startsWith('/aset/') && pathname.endsWith('.js')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

// A notice only if the phone allowed it before, and without the code: it is read over shoulders.
async function tell(report) {
  const title = report.wording?.noticeTitle;
  if (!title || globalThis.Notification?.permission !== 'granted') return;
  await registration.showNotification(title, { body: report.wording.noticeBody.replace('{number}', report.number) });
}

addEventListener('sync', (event) => {
  const work = async () => {
    const { arrived, isLeft } = await sendAll();
    const watched = (await clients.matchAll()).some((client) => client.visibilityState === 'visible');
    if (!watched) await Promise.all(arrived.map(tell));
    // The browser tries again later.
    if (isLeft) throw new Error('reports are left');
  };
  if (event.tag === 'laporan') event.waitUntil(work());
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow('/'));
});
