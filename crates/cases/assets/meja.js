// The desk's keys and read-back; drafts are in meja_draf.js. Every page works without this file.

const KEYS = "hadir-keys";

const find = (selector) => document.querySelector(selector);

/** Storage may be full or forbidden; then keys simply are not remembered. */
const store = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* not remembered */ } },
  drop: (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
};

/* Keys: one letter each, never while something is being written, and only as long as they are wanted. */

const rows = () => [...document.querySelectorAll(".inbox tbody tr:not(.group)")];

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  const to = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  for (const row of all) {
    row.classList.toggle("here", row === to);
    if (row === to) row.setAttribute("aria-current", "true"); else row.removeAttribute("aria-current");
  }
  to.querySelector("a").focus();
  nameKeys();
}

/** What a key can do; which does what to what, the page says. */
const acts = {
  step: (rows) => move(Number(rows)),
  focus: (selector) => find(selector)?.focus(),
  press: (selector) => find(selector)?.click(),
};

const areWanted = () => store.get(KEYS) !== "off";

/** Every key of the page: `[key, what it does, to what]`. */
let keys = [];

function onKey(event) {
  const isWriting = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey || !areWanted()) return;
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const [, act, what] = keys.find(([key]) => key === pressed) ?? [];
  if (act === undefined) return;
  event.preventDefault();
  acts[act](what);
}

/** Says at each target which key leads there, as long as keys are wanted. */
function nameKeys() {
  for (const named of document.querySelectorAll("[aria-keyshortcuts]")) named.removeAttribute("aria-keyshortcuts");
  if (!areWanted()) return;
  for (const [key, act, what] of keys) {
    if (act !== "step") find(what)?.setAttribute("aria-keyshortcuts", key);
  }
}

function setUpKeys() {
  const template = find("#tombol");
  if (template === null) return;
  template.after(template.content.cloneNode(true));
  keys = JSON.parse(template.dataset.keys);
  const hints = find(".keys");
  const button = find('[data-act="keys"]');
  const show = () => {
    hints.hidden = !areWanted();
    button.textContent = areWanted() ? template.dataset.off : template.dataset.on;
    nameKeys();
  };
  button.addEventListener("click", () => {
    if (areWanted()) store.set(KEYS, "off"); else store.drop(KEYS);
    show();
  });
  show();
  document.addEventListener("keydown", onKey);
  // What was brought up to date knows nothing of keys yet.
  document.addEventListener("hadir:fresh", nameKeys);
}

/* What to read back to someone who came to say something, put together from the form as it is written. */

function setUpReadBack() {
  const words = find("#bacakan");
  if (words === null) return;
  const form = words.closest("form");
  const usual = words.textContent;
  const show = () => {
    const sapa = form.querySelector('[name="sapa"]:checked')?.value ?? "";
    const who = `${sapa} ${form.elements.name.value.trim()}`.trim();
    const place = form.elements.place;
    const where = place.value === "" ? form.elements.spot.value.trim() : place.selectedOptions[0].textContent;
    const parts = { who, place: where, text: form.elements.text.value.trim() };
    const isWhole = Object.values(parts).every((part) => part !== "");
    // One pass, so that braces someone wrote stay what they are.
    words.textContent = isWhole ? words.dataset.pattern.replace(/\{(who|place|text)\}/g, (_, part) => parts[part]) : usual;
  };
  form.addEventListener("input", show);
  show();
}

setUpKeys();
setUpReadBack();
