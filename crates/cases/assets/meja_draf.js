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
    let answer = null;
    try {
      const headers = { "content-type": "text/plain; charset=utf-8" };
      answer = await fetch(to, { method: "PUT", headers, body, redirect: "manual", keepalive: true });
    } catch {
      // No network: the browser keeps the draft, and the next key tries again.
    }
    this.#tell(body, answer?.ok ? answer : null);
  }
}

/** A text without what only its layout adds. */
const plain = (words) => words.replace(/\s+/g, " ").trim();

/**
 * What belongs into the box, of what this browser kept and what the office has. No clock is asked, because clocks of
 * offices are wrong: with its text the browser keeps which version of the office's draft it was written on.
 */
function together(kept, keptOn, box, savedNow) {
  if (plain(kept) === "" || plain(box).includes(plain(kept))) return box;
  if (plain(box) === "" || keptOn === savedNow || plain(kept).startsWith(plain(box))) return kept;
  return `${box.trimEnd()}\n\n${kept}`;
}

/** Whether the thread holds what this browser kept: then it was sent, here or elsewhere. */
function isSaid(kept) {
  return [...document.querySelectorAll(".said")].some((said) => !said.closest("form") && plain(said.textContent).includes(plain(kept)));
}

function setUpDraft() {
  const form = find("form[data-draft]");
  if (form === null) return;
  const name = DRAFT + form.dataset.draft;
  const text = form.querySelector("textarea");
  const line = find("#draf-kapan");
  const tell = (words) => { line.textContent = words; line.hidden = words === ""; };
  const forget = () => { here.drop(name); here.drop(`${name}.on`); };
  const savedNow = () => form.dataset.saved ?? "";
  const office = new AtOffice(form, text, async (body, answer) => {
    if (answer === null) { tell(line.dataset.here); return; }
    form.dataset.saved = answer.headers.get("draft-saved") ?? "";
    if (here.get(name) !== null) here.set(`${name}.on`, savedNow());
    const words = await answer.text();
    tell(body.trim() === "" ? "" : words);
  });
  const wasSent = new URLSearchParams(location.search).has("sejak") && find('[role="status"]') !== null;
  const kept = here.get(name);
  if (wasSent || (kept !== null && isSaid(kept))) forget();
  // Words the officer wrote before stand in the place of a template that the address begins with.
  const isBegun = new URLSearchParams(location.search).has("contoh");
  const given = text.value;
  const isTyped = form.dataset.typed !== undefined;
  const keep = () => here.set(name, text.value) && here.set(`${name}.on`, savedNow());
  // What the officer has just sent, and got back with a template in it or with what is wrong, is the latest there is.
  if (isTyped) { if (given !== "") keep(); } else {
    text.value = together(here.get(name) ?? "", here.get(`${name}.on`), isBegun ? "" : given, savedNow()) || given;
  }
  if (text.value !== given || (isTyped && given !== "")) office.changed();
  // What keeps itself needs no button.
  for (const button of form.querySelectorAll("button[value=draf]")) button.hidden = true;
  text.addEventListener("input", () => {
    office.changed();
    if (text.value === "") { forget(); tell(""); return; }
    if (keep() && line.hidden) tell(line.dataset.here);
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
