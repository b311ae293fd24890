// /lapor with JavaScript: a report is kept on the phone before it is sent, words go first, photos follow in pieces that
// survive a cut, and what cannot be sent now is handed over to the page and its worker (warga.js, outbox.js).
// Everything here only adds to a form that works without it; on any surprise the form is sent the ordinary way.

const SIDE_PIXELS_MAX = 1600;
const JPEG_QUALITY = 0.8;
const WAIT_MS_MAX = 30_000;
const KEPT_AS = 'hadir-lapor';
const KEPT_FIELDS = ['text', 'spot', 'name', 'contact'];
const CHOSEN_BY_LINK = ['kind', 'category', 'place', 'visibility'];

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

// While somebody writes: was it reported already? Asked only when words or place have changed and rest for a moment, with
// the beginning of the words alone, and not at all where every byte is paid for.
const ALIKE_WAIT_MS = 900;
const ALIKE_FIELDS = ['kind', 'category', 'place', 'spot'];
const ALIKE_CHARS = [20, 400];
let [alikeTimer, alikeAsked] = [0, ''];

function askedOfAlike(joins) {
  const asked = new URLSearchParams({ text: form.elements.text.value.trim().slice(0, ALIKE_CHARS[1]) });
  for (const name of ALIKE_FIELDS) asked.set(name, form.elements[name].value);
  return { asked, isEnough: asked.get('text').length >= ALIKE_CHARS[0] && asked.get('place'), joins };
}

async function showAlike(wanted) {
  const { asked, isEnough, joins } = askedOfAlike(wanted ?? form.elements.joins?.value ?? '');
  const key = asked.toString();
  if (!isEnough || key === alikeAsked || navigator.onLine === false || navigator.connection?.saveData) return;
  alikeAsked = key;
  asked.set('joins', joins);
  try {
    const answer = await fetch(form.dataset.alike, { method: 'POST', headers: { Accept: 'application/json' }, body: asked });
    if (!answer.ok) throw new Error(answer.status);
    const { part } = await answer.json();
    const place = document.getElementById('mirip');
    // Whoever is choosing just now is not interrupted, and an answer that came too late is none.
    if (key === alikeAsked && !place.contains(document.activeElement)) place.innerHTML = part;
  } catch {
    alikeAsked = '';
  }
}

function lookForAlike({ target }) {
  if (target.name === 'joins') return;
  clearTimeout(alikeTimer);
  alikeTimer = setTimeout(showAlike, ALIKE_WAIT_MS);
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

// While photos are under way: to the code without them. They go on from the report's page.
function showWayOn(url, goOn) {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = form.dataset.skipPhotos;
  link.addEventListener('click', (event) => { event.preventDefault(); goOn(); });
  news.after(link);
}

function fieldsOf() {
  const texts = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'token');
  return texts.filter(([, value]) => value !== '');
}

async function photosOf() {
  const photos = [...carried];
  for (const file of form.elements.photo.files) photos.push(await (await smaller(file)).arrayBuffer());
  return photos;
}

// The next report needs a token of its own, and photos that were sealed for the last one go with it.
function beginAnew(outbox) {
  forget();
  form.reset();
  form.querySelectorAll('[name=kept]').forEach((kept) => kept.remove());
  form.elements.token.value = outbox.newToken();
  form.elements.lat.value = form.elements.lon.value = '';
  document.getElementById('posisi').textContent = '';
  document.getElementById('mirip').textContent = '';
  alikeAsked = '';
  [carried, mended] = [[], null];
}

// Keeps, sends, and goes to the report's page. Without a link the report stays on the phone and the form is free again.
async function send(outbox) {
  const { noticeTitle, noticeBody } = form.dataset;
  const report = outbox.newReport(form.elements.token.value, fieldsOf(), { noticeTitle, noticeBody });
  // Drawing the photos smaller takes an old phone a while; the words need not wait for it.
  const drawn = photosOf();
  report.id = await outbox.keepReport(report);
  outbox.held.add(report.id);
  let then = await outbox.sendReport(report.id);
  const photos = await drawn;
  const haveRoom = await outbox.changeReport(report.id, { photos, count: photos.length });
  // Where the browser keeps nothing, leaving the page would lose the report: then the page waits.
  for (let tries = 1; then?.state === 'waiting' && !outbox.isLasting; tries += 1) {
    say(then.why ?? (then.problem === 'cut' ? form.dataset.cut : form.dataset.fault));
    await waitFor(Math.min(1000 * 2 ** tries, WAIT_MS_MAX));
    then = await outbox.sendReport(report.id);
  }
  if (then?.state === 'refused') {
    await outbox.dropReport(report.id);
    outbox.held.delete(report.id);
    carried = photos.slice(0, carried.length);
    say('');
    showMistakes(then.mistakes);
    return;
  }
  if (mended) await outbox.dropReport(mended);
  if (then?.state === 'sent') {
    forget();
    await finish(outbox, then, photos.length);
    return;
  }
  beginAnew(outbox);
  say(haveRoom ? '' : form.dataset.noRoom);
  await outbox.handOver(report.id);
  document.querySelector('#kotak h2')?.focus();
}

// The report is safe from here on; a photo that does not arrive must not keep its reporter from the code.
async function finish(outbox, { id, url }, count) {
  const goOn = async () => { await outbox.changeReport(id, { isShown: true }); location.assign(url); };
  if (count > 0) showWayOn(url, goOn);
  const progress = (n, share) => {
    say(form.dataset.photo.replace('{n}', n).replace('{count}', count).replace('{share}', share));
  };
  for (let tries = 1; !(await outbox.finishReport(id, progress)); tries += 1) {
    say(form.dataset.photoCut);
    await waitFor(Math.min(1000 * 2 ** tries, WAIT_MS_MAX));
  }
  await goOn();
}

// Puts a refused report back into the form, with what is wrong at its fields. It is another report from now on.
function mend(outbox, report) {
  beginAnew(outbox);
  outbox.held.add(report.id);
  outbox.release();
  [carried, mended] = [report.photos, report.id];
  for (const [name, value] of report.fields) if (form.elements[name]) form.elements[name].value = value;
  keep();
  showAlike(new Map(report.fields).get('joins'));
  if (carried.length > 0) say(form.dataset.carried.replace('{n}', carried.length));
  showMistakes(report.mistakes);
}

// The form as the phone keeps it knows no token and no link; both are made up for here.
function completeKeptForm(outbox) {
  if (form.elements.token.value) return;
  form.elements.token.value = outbox.newToken();
  const wish = new URLSearchParams(location.search);
  for (const name of CHOSEN_BY_LINK) if (wish.get(name)) form.elements[name].value = wish.get(name);
  addEventListener('online', () => document.getElementById('luring')?.remove());
}

async function start() {
  const outbox = await import(form.dataset.outbox);
  completeKeptForm(outbox);
  form.querySelectorAll('[data-unscripted]').forEach((way) => way.remove());
  form.addEventListener('input', lookForAlike);
  outbox.onEdit((report) => mend(outbox, report));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button:not([type=button], [formaction])');
    if (button.dataset.busy) {
      hurry();
      return;
    }
    button.dataset.busy = 'yes';
    say(form.dataset.sending);
    try {
      await send(outbox);
      delete button.dataset.busy;
    } catch {
      // The token makes a second sending harmless, so the ordinary way is always safe.
      form.submit();
    }
  });
  const [, id] = location.hash.match(/^#perbaiki-(\d+)$/) ?? [];
  const report = id && await outbox.keptReport(Number(id));
  if (report?.state === 'refused') mend(outbox, report);
}

// Photos of a report that is being mended, and which one that is.
let carried = [];
let mended = null;
// The form that was sent is done with; whoever comes back to it writes another report, which needs a token of its own.
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
form.addEventListener('input', keep);
restore();
offerPosition();
start();
