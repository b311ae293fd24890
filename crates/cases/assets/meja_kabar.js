// Lists and reports bring themselves up to date: the office says when something is new, the page is asked for again, and what
// bears `data-live` is put in the place of what it was. Nothing changes under the hand of someone at work, or on a thin
// link: then a line says what is new, and a button shows it. Every page works without this file.

/** So long after the last key or movement nobody's hand is on the page, and so long after it nobody sits here; in milliseconds. */
const AT_REST = 8_000;
const AWAY = 30 * 60_000;
/** The office says at once that it listens; if nothing is heard for so long, something on the way keeps it back. */
const GREETING = 15_000;
/** Asked so often where nothing can be heard, and over a thin link. */
const EVERY = 60_000;
const EVERY_THIN = 5 * 60_000;
/** How often what waits for a hand to rest looks again, and how soon after the page could not be had. */
const LOOK = 2_000;
const AGAIN = 30_000;

const CAN_HEAR = typeof EventSource !== "undefined";

const line = document.querySelector("#kabar");

const isThin = () => {
  const link = navigator.connection;
  return link !== undefined && (link.saveData === true || /2g$/.test(link.effectiveType ?? ""));
};

/** Whether a control holds something other than what the page came with. */
function isTouched(control) {
  if (control.type === "hidden") return false;
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.options) return [...control.options].some((option) => option.selected !== option.defaultSelected);
  return "defaultValue" in control && control.value !== control.defaultValue;
}

class Page {
  #waits = null; #lastHand = -Infinity; #isBringing = false; #failedAt = -Infinity;

  constructor() {
    this.says = line.querySelector("[role=status]");
    this.asks = line.querySelector("[role=status] + span");
    this.asks.querySelector("button").addEventListener("click", () => this.#bring({ isAsked: true }));
    for (const sign of ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"]) {
      addEventListener(sign, () => { this.#lastHand = performance.now(); }, { passive: true, capture: true });
    }
    setInterval(() => this.#settle(), LOOK);
  }

  get mark() { return line.dataset.mark; }

  /** Where the page is read; what stands in the browser may be the answer to a form that has to be mended. */
  get #address() { return line.dataset.at.replace("/kabar", ""); }

  /** Whether somebody sits here. */
  get isAttended() { return performance.now() - Math.max(this.#lastHand, 0) < AWAY; }

  /** The office says that the page would look otherwise now. */
  hear(mark, words) {
    this.found();
    if (mark === this.mark) return;
    this.#waits = { mark, words };
    this.#settle();
  }

  /** Nothing is heard of the office. */
  lose() { if (this.#waits === null) this.#tell(line.dataset.lost, false); }

  /** Something is heard again. */
  found() { if (this.says.textContent === line.dataset.lost) this.#tell("", false); }

  #tell(words, isAsking) {
    if (this.says.textContent !== words) this.says.textContent = words;
    this.asks.hidden = !isAsking;
  }

  /** Shows what is new, unless that would take something out of somebody's hands; then it is offered. */
  #settle() {
    if (this.#waits === null || this.#isBringing) return;
    const hasFailed = performance.now() - this.#failedAt < AGAIN;
    if (isThin() || hasFailed || this.#isAtWork()) this.#offer(); else this.#bring({ isAsked: false });
  }

  #offer() { this.#tell(this.#waits.words || line.dataset.new, true); }

  #isAtWork() {
    const at = document.activeElement;
    const isWriting = at?.matches("input:not([type=checkbox], [type=radio]), textarea, select") ?? false;
    const isInside = (at?.closest("[data-live]") ?? null) !== null;
    const isReading = !(getSelection()?.isCollapsed ?? true);
    return isWriting || isInside || isReading || performance.now() - this.#lastHand < AT_REST || this.#isTouched();
  }

  #isTouched() {
    return [...document.querySelectorAll("[data-live] :is(input, textarea, select)")].some(isTouched);
  }

  async #bring({ isAsked }) {
    this.#isBringing = true;
    try {
      const answer = await fetch(this.#address, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) { this.#cannot(isAsked); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // The link may be slow: somebody may have begun to work meanwhile.
      if (!isAsked && this.#isAtWork()) this.#offer(); else this.#show(page, isAsked);
    } catch {
      this.#failedAt = performance.now();
      this.#tell(line.dataset.lost, true);
    } finally {
      this.#isBringing = false;
    }
  }

  /** The office gives another page than this: whoever asks sees it, everybody else keeps what they have. */
  #cannot(isAsked) {
    this.#failedAt = performance.now();
    if (isAsked) location.assign(this.#address); else this.#offer();
  }

  #show(page, isAsked) {
    const fresh = page.querySelector("#kabar");
    if (fresh === null) { this.#cannot(isAsked); return; }
    const { words } = this.#waits ?? { words: "" };
    this.#waits = null;
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = page.getElementById(part.id);
      if (next !== null && next.outerHTML !== part.outerHTML) put(next, part);
    }
    Object.assign(line.dataset, fresh.dataset);
    this.#tell(isAsked ? "" : words, false);
    document.dispatchEvent(new Event("hadir:fresh"));
  }
}

/** Puts a part in the place of what it was: what was unfolded stays so, and the focus stays where it leads. */
function put(next, part) {
  const summary = (details) => details.querySelector("summary")?.textContent;
  const open = new Set([...part.querySelectorAll("details[open]")].map(summary));
  for (const details of next.querySelectorAll("details")) {
    if (open.has(summary(details))) details.open = true;
  }
  const href = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceWith(document.adoptNode(next));
  if (href !== null) [...next.querySelectorAll("a")].find((link) => link.getAttribute("href") === href)?.focus();
}

/** Hears of news as long as the page is in sight and somebody sits before it: by a stream, or where none arrives by asking. */
class Office {
  #page; #source = null; #timer = null; #asking = null; #isDeaf = !CAN_HEAR;

  constructor(page) {
    this.#page = page;
    document.addEventListener("visibilitychange", () => this.#mind());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", () => this.#mind());
    addEventListener("online", () => { this.#leave(); this.#isDeaf = !CAN_HEAR; this.#mind(); });
    setInterval(() => this.#mind(), LOOK);
    this.#mind();
  }

  /** Begins to hear, or leaves off. */
  #mind() {
    const isWanted = !document.hidden && this.#page.isAttended;
    const isHearing = this.#source !== null || this.#asking !== null;
    if (isWanted && !isHearing) this.#begin();
    if (isWanted || !isHearing) return;
    this.#leave();
    this.#isDeaf = !CAN_HEAR;
  }

  #leave() {
    clearTimeout(this.#timer);
    clearInterval(this.#asking);
    this.#source?.close();
    this.#source = this.#asking = this.#timer = null;
  }

  #at() {
    const { at } = line.dataset;
    return `${at}${at.includes("?") ? "&" : "?"}tahu=${this.#page.mark}`;
  }

  #begin() {
    if (this.#isDeaf) { this.#askNowAndThen(); return; }
    this.#source = new EventSource(this.#at());
    let isGreeted = false;
    const giveUp = () => { this.#leave(); this.#isDeaf = true; this.#begin(); };
    const wait = () => { this.#timer ??= setTimeout(() => { if (isGreeted) this.#page.lose(); else giveUp(); }, GREETING); };
    wait();
    this.#source.addEventListener("siap", () => {
      isGreeted = true;
      clearTimeout(this.#timer);
      this.#timer = null;
      this.#page.found();
    });
    this.#source.addEventListener("kabar", (event) => this.#page.hear(event.lastEventId, event.data.trim()));
    this.#source.addEventListener("error", () => {
      // The browser tries again by itself, unless the office said no; now and then the office ends a stream.
      if (this.#source?.readyState === EventSource.CLOSED) giveUp(); else wait();
    });
  }

  #askNowAndThen() {
    this.#asking = setInterval(() => this.#ask(), isThin() ? EVERY_THIN : EVERY);
    this.#ask();
  }

  async #ask() {
    try {
      const answer = await fetch(this.#at(), { headers: { accept: "text/plain" }, redirect: "manual" });
      if (answer.status === 204) { this.#page.found(); return; }
      if (answer.ok) this.#page.hear((answer.headers.get("etag") ?? "").replace(/"/g, ""), await answer.text());
    } catch {
      this.#page.lose();
    }
  }
}

if (line !== null) new Office(new Page());
