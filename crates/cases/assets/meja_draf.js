// Drafts of answers: in this browser with every key, so that they outlast a missing network, and at the office two seconds
// after the last key, so that they outlast the browser and colleagues can go on with them. Every page works without this
// file: then a button keeps the draft.

const DRAFT = "hadir-draft-";
/** Kept at the office so long after the last key, and at most so often, in milliseconds. */
const QUIET = 2_000;
const EVERY = 5_000;

const find = (selector) => document.querySelector(selector);

/** Storage may be full or forbidden; then drafts are not kept here, only at the office. */
const here = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); return true; } catch { return false; } },
  drop: (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
};

/** Keeps what stands in the box at the office, a while after it last changed. */
class AtOffice {
  #form; #text; #tell; #timer = null; #lastAt = -Infinity; #isSent = false;

  constructor(form, text, tell) {
    this.#form = form;
    this.#text = text;
    this.#tell = tell;
  }

  /** The text has changed. */
  changed() {
    clearTimeout(this.#timer);
    const wait = Math.max(QUIET, this.#lastAt + EVERY - performance.now());
    this.#timer = setTimeout(() => this.#keep(), wait);
  }

  /** The page is left: what still waits goes at once; what is sent is no draft any more. */
  leave({ isSent }) {
    const isWaiting = this.#timer !== null && !this.#isSent;
    clearTimeout(this.#timer);
    this.#isSent ||= isSent;
    if (isWaiting && !isSent) this.#keep();
  }

  async #keep() {
    this.#timer = null;
    this.#lastAt = performance.now();
    const body = this.#text.value;
    const to = this.#form.action.replace(/\/[^/]*$/, "/draf");
    try {
      const headers = { "content-type": "text/plain; charset=utf-8" };
      const answer = await fetch(to, { method: "PUT", headers, body, redirect: "manual", keepalive: true });
      if (answer.ok && body.trim() !== "") this.#tell(await answer.text());
    } catch {
      // No network: the browser keeps the draft, and the next key tries again.
    }
  }
}

/** Puts back what this browser kept, unless something newer stands in the box. */
function putBack(form, text, name) {
  const kept = here.get(name);
  const keptAt = Number(here.get(`${name}.at`) ?? 0);
  const savedAt = form.dataset.saved;
  // Words the officer wrote before stand above a template that the address begins with.
  const isBegun = new URLSearchParams(location.search).has("contoh");
  const isNewer = savedAt !== undefined && keptAt > Number(savedAt);
  if (kept === null || kept === text.value || !(text.value === "" || isBegun || isNewer)) return false;
  text.value = kept;
  return true;
}

function setUpDraft() {
  const form = find("form[data-draft]");
  if (form === null) return;
  const name = DRAFT + form.dataset.draft;
  const text = form.querySelector("textarea");
  const line = find("#draf-kapan");
  const tell = (words) => { line.textContent = words; line.hidden = false; };
  const forget = () => { here.drop(name); here.drop(`${name}.at`); };
  const wasSent = new URLSearchParams(location.search).has("sejak") && find('[role="status"]') !== null;
  if (wasSent) forget();
  const office = new AtOffice(form, text, tell);
  if (putBack(form, text, name)) office.changed();
  // What keeps itself needs no button.
  for (const button of form.querySelectorAll("button[value=draf]")) button.hidden = true;
  text.addEventListener("input", () => {
    office.changed();
    if (text.value === "") { forget(); return; }
    if (here.set(name, text.value)) {
      here.set(`${name}.at`, String(Date.now()));
      if (line.hidden) tell(line.dataset.here);
    }
  });
  form.addEventListener("submit", () => office.leave({ isSent: true }));
  addEventListener("pagehide", () => office.leave({ isSent: false }));
}

function forgetDraftsOnLeaving() {
  const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(DRAFT));
  find("form.leave")?.addEventListener("submit", () => {
    try { drafts().forEach(here.drop); } catch { /* nothing was kept */ }
  });
}

setUpDraft();
forgetDraftsOnLeaving();
