// Reports that wait on this phone, and how they are sent: the words of each in order, then the photos. The first part of
// two scripts, of the citizens' pages (warga.js) and of the worker behind them (worker.js), so there is no page in here.
//
// A report keeps one token for as long as it lives. The server answers the same token with the same number and code, so
// sending again is harmless, whoever does it; and no two reports ever share one (`newToken`).

const DATABASE = 'hadir';
const REPORTS = 'laporan';
const PIECE_BYTES = 64 * 1024;
// A piece over the slowest link there is takes most of the first; words are short, and nobody looks at a still page for
// longer than the second.
const PIECE_MS_MAX = 120_000;
const WORDS_MS_MAX = 40_000;
const BEGINNING_CHARS = 80;

// Where the browser keeps nothing (some private windows), reports live as long as their page.
const inMemory = new Map();
let isLasting = true;

function database() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(REPORTS, { keyPath: 'id', autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

// One transaction; what `act` asks for last is its result. On disk before it is done, because phones lose their power.
async function inStore(mode, act) {
  const open = await database();
  try {
    return await new Promise((done, fail) => {
      const work = open.transaction(REPORTS, mode, { durability: 'strict' });
      const asked = act(work.objectStore(REPORTS));
      work.oncomplete = () => done(asked.result);
      work.onerror = () => fail(work.error);
      work.onabort = () => fail(work.error);
    });
  } finally {
    open.close();
  }
}

async function keptReports() {
  const stored = await inStore('readonly', (store) => store.getAll()).catch(() => []);
  return [...stored.filter(({ id }) => !inMemory.has(id)), ...inMemory.values()];
}

async function keptReport(id) {
  return inMemory.get(id) ?? inStore('readonly', (store) => store.get(id)).catch(() => undefined);
}

// Keeps a report, new or changed, and returns its identity on this phone.
async function keepReport(report) {
  if (!inMemory.has(report.id)) {
    try {
      const id = await inStore('readwrite', (store) => store.put(report));
      announce();
      return id;
    } catch {
      isLasting = false;
      report.id ??= -1 - inMemory.size;
    }
  }
  inMemory.set(report.id, report);
  announce();
  return report.id;
}

// Changes a report that is still here; one that was deleted meanwhile stays deleted. False when the change does not fit on
// this phone; then everything is as before.
async function changeReport(id, change) {
  let fits = true;
  if (inMemory.has(id)) Object.assign(inMemory.get(id), change);
  else {
    const merge = (store) => {
      const found = store.get(id);
      found.onsuccess = () => { if (found.result) store.put(Object.assign(found.result, change)); };
      return found;
    };
    fits = await inStore('readwrite', merge).then(() => true, () => false);
  }
  announce();
  return fits;
}

async function dropReport(id) {
  inMemory.delete(id);
  await inStore('readwrite', (store) => store.delete(id)).catch(() => {});
  announce();
}

// Other pages and the worker show the same reports.
const neighbours = globalThis.BroadcastChannel ? new BroadcastChannel('hadir-laporan') : null;
let changed = () => {};
function announce() {
  neighbours?.postMessage('');
  changed();
}

// As the server makes them: the millisecond, then ten random bytes.
function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function newReport(token, fields, wording) {
  const text = fields.find(([name]) => name === 'text')?.[1].trim() ?? '';
  const beginning = text.length > BEGINNING_CHARS ? `${text.slice(0, BEGINNING_CHARS).trimEnd()}…` : text;
  return { token, fields, beginning, wording, photos: [], writtenAt: Date.now(), state: 'waiting', problem: null };
}

// An answer, or none after a cut. A page of somebody else's network that asks to sign in is a cut as well.
async function ask(address, options = {}, waitMs = PIECE_MS_MAX) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), waitMs);
  try {
    const answer = await fetch(address, { cache: 'no-store', redirect: 'error', signal: stop.signal, ...options });
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: isJson ? await answer.json() : null };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

// Sends the words and returns the report as it stands then.
async function sendWords(report) {
  const body = new URLSearchParams([...report.fields, ['token', report.token]]);
  const answer = await ask('/lapor', { method: 'POST', headers: { accept: 'application/json' }, body }, WORDS_MS_MAX);
  const wait = (problem, why = null, waitUntil = 0) => ({ problem, why, waitUntil });
  let change;
  if (!answer) change = wait('cut');
  else if (answer.status === 201 && answer.body?.code) return sent(report, answer.body);
  else if (answer.status === 422 && answer.body?.mistakes) change = { state: 'refused', problem: null, mistakes: answer.body };
  else if (answer.status === 429 && answer.body?.mistakes) {
    change = wait('busy', answer.body.mistakes[0].words, Date.now() + 1000 * Number(answer.retryAfter || 60));
  } else change = wait('fault');
  await changeReport(report.id, change);
  return { ...report, ...change };
}

// The words are at the office now and leave the phone; number and code stay until they were noted. If somebody deleted
// the report in the very moment it arrived, this brings it back: it was sent, and its code opens it.
async function sent(report, { number, code, url, photos: address }) {
  const { id, beginning, writtenAt, wording, photos } = report;
  const done = { state: 'sent', sentAt: Date.now(), count: photos.length, lost: 0, problem: null };
  const now = { id, beginning, writtenAt, wording, photos, number, code, url, address, ...done };
  await keepReport(now);
  return now;
}

// Sends the photos that are not there yet; false after a cut.
async function sendPhotos(report, progress) {
  for (let n = 0; n < report.photos.length; n += 1) {
    if (!report.photos[n]) continue;
    const isTaken = await sendPhoto(`${report.address}/${n}`, report.photos[n], (share) => progress(n + 1, share));
    if (isTaken === null) return false;
    report.photos[n] = null;
    if (!isTaken) report.lost += 1;
    await changeReport(report.id, { photos: report.photos, lost: report.lost });
  }
  report.photos = [];
  if ((await keptReport(report.id))?.isNoted) await dropReport(report.id);
  else await changeReport(report.id, { photos: [] });
  return true;
}

// True when the photo was taken in, false when it was refused, null after a cut.
async function sendPhoto(address, photo, progress) {
  const isCut = (answer) => !answer || answer.status >= 500;
  const here = await ask(address);
  if (isCut(here)) return null;
  if (here.status !== 200) return false;
  const pieces = Math.ceil(photo.byteLength / PIECE_BYTES);
  for (let piece = 0; piece < pieces; piece += 1) {
    if (!here.body.pieces.includes(piece)) {
      const body = photo.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
      const taken = await ask(`${address}/${piece}`, { method: 'PUT', body });
      if (isCut(taken)) return null;
      if (taken.status !== 204) return false;
    }
    progress(Math.round(((piece + 1) * 100) / pieces));
  }
  const headers = { 'content-type': 'application/json' };
  const whole = await ask(address, { method: 'POST', headers, body: JSON.stringify({ pieces }) });
  return isCut(whole) ? null : whole.status === 204;
}

// One sender at a time, across pages and the worker. Where there are no locks, the token keeps two senders harmless.
function alone(act) {
  return globalThis.navigator?.locks ? navigator.locks.request('hadir-laporan', act) : act();
}

const hasPhotosLeft = (report) => report.state === 'sent' && report.photos.some(Boolean);

// Sends one report's words, if nobody did meanwhile.
function sendReport(id) {
  return alone(async () => {
    const report = await keptReport(id);
    return report?.state === 'waiting' ? sendWords(report) : report;
  });
}

// Sends one report's photos, as far as they go; false after a cut.
function finishReport(id, progress) {
  return alone(async () => {
    const report = await keptReport(id);
    return !report || !hasPhotosLeft(report) || sendPhotos(report, progress);
  });
}

// Sends everything that waits, apart from what `isHeld` names; gives what was sent, and whether anything is left.
function sendAll({ isHeld = () => false, isUrgent = false } = {}) {
  return alone(async () => {
    const [arrived, now] = [[], Date.now()];
    const isDue = (report) => report.state === 'waiting' && (isUrgent || !(report.waitUntil > now));
    for (const report of await keptReports()) {
      if (!isDue(report) || isHeld(report.id)) continue;
      const then = await sendWords(report);
      if (then.state === 'sent') arrived.push(then);
      // Without a link the others need not be tried.
      if (then.problem === 'cut') break;
    }
    for (const report of await keptReports()) {
      if (hasPhotosLeft(report) && !isHeld(report.id) && !(await sendPhotos(report, () => {}))) break;
    }
    const left = await keptReports();
    return { arrived, isLeft: left.some((report) => report.state === 'waiting' || hasPhotosLeft(report)) };
  });
}
