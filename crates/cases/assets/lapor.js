// /lapor with JavaScript: words go first, photos follow in pieces that survive a cut, unsent text stays on the phone.
// Everything here only adds to a form that works without it; on any surprise the form is sent the ordinary way.

const PIECE_BYTES = 64 * 1024;
const SIDE_PIXELS_MAX = 1600;
const JPEG_QUALITY = 0.8;
const TRIES_MAX = 6;
const WAIT_MS_MAX = 30_000;
const KEPT_AS = 'hadir-lapor';
const KEPT_FIELDS = ['text', 'spot', 'name', 'contact'];

const form = document.getElementById('lapor');
const news = document.getElementById('kabar');
const say = (words) => { news.textContent = words; };

// Unsent words stay on the phone until they are sent.
function keep() {
  const kept = Object.fromEntries(KEPT_FIELDS.map((name) => [name, form.elements[name].value]));
  try { localStorage.setItem(KEPT_AS, JSON.stringify(kept)); } catch { /* a full or closed store costs only the draft */ }
}

function restore() {
  let kept;
  try { kept = JSON.parse(localStorage.getItem(KEPT_AS)); } catch { return; }
  if (!kept || form.elements.text.value) return;
  for (const name of KEPT_FIELDS) if (kept[name]) form.elements[name].value = kept[name];
  if (kept.text) say(form.dataset.restored);
}

function forget() {
  try { localStorage.removeItem(KEPT_AS); } catch { /* nothing was kept then */ }
}

// The phone's position, only when asked for.
function offerPosition() {
  const row = form.querySelector('[data-scripted]');
  if (!row || !navigator.geolocation) return;
  row.hidden = false;
  const found = document.getElementById('posisi');
  row.querySelector('[data-act=position]').addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(5);
        form.elements.lon.value = coords.longitude.toFixed(5);
        found.textContent = form.dataset.found;
      },
      () => { found.textContent = form.dataset.lost; },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}

// A photo of at most 1600 pixels a side, as JPEG; the file itself where the browser cannot draw it.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, SIDE_PIXELS_MAX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY));
    return drawn && drawn.size < file.size ? drawn : file;
  } catch {
    return file;
  }
}

// The next try: when the network comes back, when someone presses send again, or after a while.
let hurry = () => {};
function waitFor(ms) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    hurry = () => { clearTimeout(timer); done(); };
  });
}
addEventListener('online', () => hurry());

// Asks again after a cut, however long it lasts: leaving the page would lose it. A refusal is an answer, not a cut; a
// server that fails again and again is a surprise.
async function steadily(ask, cut) {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask().catch(() => null);
    if (answer && answer.status < 500) return answer;
    if (answer && tries >= TRIES_MAX) throw new Error('surprise');
    say(cut);
    await waitFor(Math.min(1000 * 2 ** tries, WAIT_MS_MAX));
  }
}

async function sendPhoto(address, photo, progress) {
  const pieces = Math.ceil(photo.size / PIECE_BYTES);
  const cut = form.dataset.photoCut;
  const answer = await steadily(() => fetch(address), cut);
  const here = new Set((await answer.json()).pieces);
  for (let piece = 0; piece < pieces; piece += 1) {
    if (!here.has(piece)) {
      const body = photo.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
      const taken = await steadily(() => fetch(`${address}/${piece}`, { method: 'PUT', body }), cut);
      if (!taken.ok) return;
    }
    progress(Math.round(((piece + 1) * 100) / pieces));
  }
  const headers = { 'content-type': 'application/json' };
  await steadily(() => fetch(address, { method: 'POST', headers, body: JSON.stringify({ pieces }) }), cut);
}

async function sendPhotos(address, files) {
  for (const [n, file] of files.entries()) {
    const photo = await smaller(file);
    await sendPhoto(`${address}/${n}`, photo, (share) => {
      say(form.dataset.photo.replace('{n}', n + 1).replace('{count}', files.length).replace('{share}', share));
    });
  }
}

const mark = () => document.getElementById('tanda').content.cloneNode(true);

// What is wrong, at the fields and on top, as the server would show it.
function showMistakes({ title, kept, mistakes }) {
  document.querySelectorAll('[data-mistake], .note.late[role=alert]').forEach((old) => old.remove());
  document.querySelectorAll('.bad').forEach((field) => field.classList.remove('bad'));
  document.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
  const box = document.createElement('div');
  box.className = 'note late';
  box.dataset.mistake = '';
  box.tabIndex = -1;
  box.setAttribute('role', 'alert');
  box.append(mark());
  const inner = box.appendChild(document.createElement('div'));
  inner.appendChild(document.createElement('h2')).textContent = title;
  const list = inner.appendChild(document.createElement('ul'));
  for (const { field, words } of mistakes) {
    const link = list.appendChild(document.createElement('li')).appendChild(document.createElement('a'));
    link.href = `#${field}`;
    link.textContent = words;
    atField(field, words);
  }
  inner.appendChild(document.createElement('p')).textContent = kept;
  document.querySelector('h1').before(box);
  box.focus();
}

function atField(field, words) {
  const control = document.getElementById(field);
  if (!control) return;
  const line = document.createElement('p');
  line.className = 'error';
  line.id = `${field}-e`;
  line.dataset.mistake = '';
  line.append(mark());
  line.appendChild(document.createElement('span')).textContent = words;
  document.getElementById(line.id)?.remove();
  control.before(line);
  control.parentElement.classList.add('bad');
  control.setAttribute('aria-invalid', 'true');
  const hint = document.getElementById(`${field}-h`);
  control.setAttribute('aria-describedby', hint ? `${hint.id} ${line.id}` : line.id);
}

// While photos are under way: to the code without them.
function showWayOn(url) {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = form.dataset.skipPhotos;
  news.after(link);
}

async function send() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  const headers = { accept: 'application/json' };
  const answer = await steadily(() => fetch(form.action, { method: 'POST', headers, body: fields }), form.dataset.cut);
  if (answer.status === 422) {
    say('');
    showMistakes(await answer.json());
    return false;
  }
  if (answer.status !== 201) throw new Error('surprise');
  const filed = await answer.json();
  forget();
  // The report is safe from here on; a photo that does not arrive must not keep its reporter from the code.
  const files = [...form.elements.photo.files];
  if (files.length > 0) {
    showWayOn(filed.url);
    await sendPhotos(filed.photos, files).catch(() => {});
  }
  location.assign(filed.url);
  return true;
}

// The form that was sent is done with; whoever comes back to it writes another report, which needs a token of its own.
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
form.addEventListener('input', keep);
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button:not([type=button])');
  if (button.dataset.busy) {
    hurry();
    return;
  }
  button.dataset.busy = 'yes';
  say(form.dataset.sending);
  try {
    if (await send()) return;
  } catch {
    // The token makes a second sending harmless, so the ordinary way is always safe.
    form.submit();
    return;
  }
  delete button.dataset.busy;
});
restore();
offerPosition();
