// Every page that a citizen may come back to, after outbox.js: what this phone still has to send is sent, and what became
// of it is shown. Sentences come from the page (`template#ponsel`); a page without that template only sends.

const template = document.getElementById('ponsel');
const FIRST_WAIT_MS = 2_000;
const WAIT_MS_MAX = 60_000;

// Reports somebody else on this page looks after: the form that sends one, or mends one.
const held = new Set();
// Identities of reports that are asked about before they are deleted.
const doubted = new Set();
let isSending = false;
let hasSync = false;
let edit = (report) => location.assign(`/lapor#perbaiki-${report.id}`);

const lang = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(lang, {
  weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
});

// Fills the named places of a copied template with words; a place without words goes.
function fill(part, words) {
  for (const [name, text] of Object.entries(words)) {
    const place = part.querySelector(`[data-say=${name}]`);
    if (text) place.textContent = text;
    else place?.remove();
  }
}

const copyOf = (name) => template.content.querySelector(`[data-part=${name}]`).cloneNode(true);

// What one report looks like now; a part is drawn again only when this changes.
function viewOf(report) {
  const say = template.dataset;
  const written = say.written.replace('{when}', clock.format(report.writtenAt));
  const photos = report.photos.length > 0 ? say.withPhotos.replace('{n}', report.photos.length) : '';
  const words = { beginning: `“${report.beginning}”`, written: [written, photos].filter(Boolean).join(' ') };
  if (report.state === 'sent') {
    const left = report.photos.filter(Boolean).length;
    const rest = [
      left > 0 ? say.photosLeft.replace('{n}', left).replace('{count}', report.count) : '',
      report.lost > 0 ? say.photosLost.replace('{n}', report.lost) : '',
    ];
    const arrived = say.arrived.replace('{when}', clock.format(report.sentAt));
    const { number, code, url } = report;
    return { part: 'sent', url, words: { beginning: words.beginning, arrived, number, code, rest: rest.join(' ').trim() } };
  }
  if (doubted.has(report.id)) return { part: 'sure', words };
  if (report.state === 'refused') {
    return { part: 'refused', words, mistakes: report.mistakes.mistakes.map((mistake) => mistake.words) };
  }
  const now = { cut: say.cut, fault: say.fault, busy: report.why }[report.problem] ?? say.waiting;
  return { part: 'waiting', words: { ...words, now: isSending ? say.sending : now } };
}

function draw(report, view) {
  const part = copyOf(view.part);
  part.dataset.id = report.id;
  part.dataset.view = JSON.stringify(view);
  fill(part, view.words);
  const list = part.querySelector('ul');
  for (const words of view.mistakes ?? []) list.appendChild(document.createElement('li')).textContent = words;
  if (view.url) part.querySelector('a').href = view.url;
  return part;
}

// Says something new in a part that stays as it is, so that no button goes away under a finger. False when it has to be
// another part.
function reword(old, view) {
  if (JSON.parse(old.dataset.view).part !== view.part || view.mistakes) return false;
  const places = Object.entries(view.words).map(([name, text]) => [old.querySelector(`[data-say=${name}]`), text]);
  if (places.some(([place, text]) => Boolean(place) !== Boolean(text))) return false;
  for (const [place, text] of places) if (place && place.textContent !== text) place.textContent = text;
  old.dataset.view = JSON.stringify(view);
  return true;
}

// Puts `fresh` where `old` was. Who acted on the old one with a keyboard goes on at the new one.
function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.act : null;
  old.replaceWith(fresh);
  if (focused) (fresh.querySelector(`[data-act=${focused}]`) ?? fresh.querySelector('button')).focus();
}

// Says aloud what changed while somebody was here.
function speak(section, words) {
  const aloud = section.querySelector('[role=status]');
  if (aloud.textContent !== words) aloud.textContent = words;
}

async function show() {
  if (!template) return;
  const reports = (await keptReports()).filter((report) => !held.has(report.id) && !report.isNoted);
  let section = template.nextElementSibling?.id === 'kotak' ? template.nextElementSibling : null;
  if (reports.length === 0) {
    if (section?.contains(document.activeElement)) document.getElementById('isi').querySelector('a, button, input')?.focus();
    section?.remove();
    return;
  }
  if (!section) {
    section = copyOf('box');
    section.id = 'kotak';
    section.addEventListener('click', act);
    template.after(section);
  }
  const { one, many, allSent } = template.dataset;
  const waiting = reports.filter((report) => report.state !== 'sent').length;
  const title = waiting === 0 ? allSent : (waiting === 1 ? one : many).replace('{n}', waiting);
  const heading = section.querySelector('h2');
  if (heading.textContent !== title) heading.textContent = title;
  section.querySelector('[data-only=closing]').hidden = hasSync || waiting === 0;
  section.querySelector('[data-only=open]').hidden = isLasting;
  section.querySelector('[data-only=shared]').hidden = !isLasting;
  const drawn = new Map(Array.from(section.querySelectorAll('[data-id]'), (part) => [Number(part.dataset.id), part]));
  let before = section.querySelector('[role=status]');
  for (const report of reports) {
    const view = viewOf(report);
    const old = drawn.get(report.id);
    drawn.delete(report.id);
    let part = old;
    if (!old) before.after(part = draw(report, view));
    else if (old.dataset.view !== JSON.stringify(view) && !reword(old, view)) replace(old, part = draw(report, view));
    before = part;
  }
  for (const gone of drawn.values()) {
    const hadFocus = gone.contains(document.activeElement);
    gone.remove();
    if (hadFocus) section.querySelector('button')?.focus();
  }
  speak(section, title);
}

// One drawing at a time; whatever changes meanwhile is drawn after it.
let drawing = Promise.resolve();
const refresh = () => { drawing = drawing.catch(() => {}).then(show); return drawing; };

async function act({ target }) {
  const button = target.closest('[data-act]');
  const id = Number(button?.closest('[data-id]')?.dataset.id);
  if (!button) return;
  const report = await keptReport(id);
  if (!report) return refresh();
  const does = {
    send: () => drain({ isUrgent: true }),
    delete: () => doubted.add(id),
    spare: () => doubted.delete(id),
    discard: () => { doubted.delete(id); return dropReport(id); },
    mend: () => edit(report),
    noted: () => note(report),
  };
  await does[button.dataset.act]();
  refresh();
}

// The code was written down: it leaves the phone, and so does the rest once the last photo went.
async function note(report) {
  if (!hasPhotosLeft(report)) return dropReport(report.id);
  return changeReport(report.id, { isNoted: true, beginning: '', number: null, code: null, url: null });
}

let timer;
let waitMs = FIRST_WAIT_MS;

// Sends what waits, and again after a while as long as something is left.
async function drain({ isUrgent = false } = {}) {
  if (isSending) return;
  clearTimeout(timer);
  if (isUrgent) waitMs = FIRST_WAIT_MS;
  const mine = (await keptReports()).filter((report) => !held.has(report.id));
  if (!mine.some((report) => report.state === 'waiting' || hasPhotosLeft(report))) return;
  isSending = true;
  await refresh();
  const { isLeft } = await sendAll({ isHeld: (id) => held.has(id), isUrgent }).catch(() => ({ isLeft: true }));
  isSending = false;
  await refresh();
  if (!isLeft) return;
  timer = setTimeout(drain, waitMs);
  waitMs = Math.min(2 * waitMs, WAIT_MS_MAX);
}

// The browser may go on when this page is closed; not every one can.
async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => null);
  await registration?.sync?.register('laporan').catch(() => {});
}

// Gives a report into the care of this page and of the browser.
async function handOver(id) {
  held.delete(id);
  askForSync();
  navigator.storage?.persist?.().catch(() => {});
  await refresh();
  clearTimeout(timer);
  timer = setTimeout(drain, waitMs);
}

const release = (id) => { held.delete(id); refresh(); };
const onEdit = (act) => { edit = act; };

// The form took this reader to the report's own page, where number and code stand: nothing of it stays here.
async function forgetShown() {
  for (const report of await keptReports()) {
    if (report.isShown && report.url === location.pathname) await note(report);
  }
}

async function register() {
  if (!template || !navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(template.dataset.worker).catch(() => null);
  hasSync = Boolean(registration?.sync);
  refresh();
}

changed = refresh;
neighbours?.addEventListener('message', refresh);
addEventListener('online', () => drain({ isUrgent: true }));
addEventListener('pageshow', ({ persisted }) => { if (persisted) drain(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) drain(); });
if (document.readyState === 'complete') register();
else addEventListener('load', register);
forgetShown().then(refresh).then(() => drain());

export {
  changeReport, dropReport, finishReport, handOver, held, isLasting, keepReport, keptReport, newReport, newToken, onEdit,
  release, sendReport,
};
