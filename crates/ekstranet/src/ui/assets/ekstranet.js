// Small conveniences. Every page works without them; nothing here decides anything.
"use strict";

const TYPING_PAUSE = 1500; // milliseconds without typing before a draft is saved
const WARNING = 120; // seconds before the end of the session
let stayAlive = () => {};

/** The fields of a form as the body of a post. */
const body = (form) => new URLSearchParams(new FormData(form));

const sameText = (one, other) => one.toString() === other.toString();

/** Posts or gets within our own site; a redirect (to sign in) counts as a failure. */
const ask = (address, options) => fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });

/** Saves a form with data-autosave="address" while it is being filled in. */
function autosave(form) {
  const state = form.querySelector("[data-autosave-state]");
  const version = form.querySelector("input[name=version]");
  const say = (word) => { if (state) state.textContent = state.dataset[word] || ""; };
  let timer = 0, stopped = false, again = false;

  /** One save; the word says how it went. */
  async function save() {
    const sent = body(form);
    const answer = await ask(form.dataset.autosave, { method: "POST", body: sent }).catch(() => null);
    const final = answer && { 403: "ended", 409: "conflict", 423: "locked" }[answer.status];
    if (final) {
      stopped = true;
      if (state) state.classList.add("note");
      return final;
    }
    if (!answer || !answer.ok) return "failed"; // the next key tries again
    if (sameText(sent, body(form))) form.unsaved = false;
    const next = answer.headers.get("x-version");
    if (version && next) version.value = next;
    stayAlive();
    return "saved";
  }

  /** Saves until nothing has changed meanwhile, never twice at once. */
  async function run() {
    do {
      again = false;
      say("saving");
      form.saving = save();
      say(await form.saving);
    } while (again && !stopped);
    form.saving = null;
  }

  form.addEventListener("input", () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => { if (form.saving) again = true; else run(); }, TYPING_PAUSE);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; again = false; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = false; });
}

/** Asks before leaving a page with unsaved text, and sends a form only once. */
function guard(form) {
  form.addEventListener("input", () => { form.unsaved = true; });
  form.addEventListener("submit", async (event) => {
    if (form.sent) { event.preventDefault(); return; }
    const button = event.submitter;
    if (form.saving) {
      // A save is on its way: its answer carries the version that this post must name.
      event.preventDefault();
      await form.saving;
      form.saving = null;
      form.requestSubmit(button);
      return;
    }
    form.sent = true;
    if (button) button.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), 10000);
  });
}

function release(form) {
  form.sent = false;
  form.querySelectorAll("[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
}

/** Warns two minutes before the session ends and offers to go on, unless it ends whatever one does. */
function watchSession(idle, left, section) {
  const text = section.querySelector("p"), button = section.querySelector("button"), back = { focus: null };
  const last = Date.now() + left * 1000;
  let ends = 0, timer = 0;
  const show = (word, canExtend) => {
    section.hidden = false;
    button.hidden = !canExtend;
    text.textContent = section.dataset[word];
  };
  const look = () => {
    const left = ends - Date.now();
    clearTimeout(timer);
    if (left <= 0) { show("ended", false); return; }
    if (left <= WARNING * 1000) {
      if (section.hidden) { back.focus = document.activeElement; show(ends < last ? "warning" : "last", ends < last); }
      timer = setTimeout(look, left);
    } else {
      timer = setTimeout(look, left - WARNING * 1000);
    }
  };
  stayAlive = () => { section.hidden = true; ends = Math.min(Date.now() + idle * 1000, last); look(); };
  button.addEventListener("click", async () => {
    const answer = await ask(section.dataset.address).catch(() => null);
    if (!answer || !answer.ok) { show("ended", false); return; }
    stayAlive();
    // The end in all is near: its own warning stands there now.
    if (!section.hidden) return;
    show("extended", false);
    if (back.focus && back.focus.focus) back.focus.focus();
    setTimeout(() => { if (button.hidden && ends > Date.now()) section.hidden = true; }, 5000);
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  stayAlive();
}

/** Shows a question with data-when="name=value,value&other=!value" only while such answers are chosen. */
function showWhenAsked(part) {
  const form = part.closest("form"), whens = part.dataset.when.split("&").map((one) => one.split("="));
  const holds = ([name, values]) => {
    const given = new FormData(form).getAll(name), all = values.split(",");
    const is = all.filter((value) => !value.startsWith("!"));
    return (!is.length || is.some((value) => given.includes(value))) && !given.some((value) => all.includes("!" + value));
  };
  const look = () => {
    // A wrong answer is never hidden from the summary that links to it.
    part.hidden = !part.querySelector(".wrong, .error") && !whens.every(holds);
  };
  form.addEventListener("change", look);
  window.addEventListener("pageshow", look);
}

/** Closes a folded menu by Escape; the focus goes back to what opens it. */
function closeByEscape(part) {
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !part.open) return;
    part.open = false;
    part.querySelector("summary").focus();
  });
}

/** Opens folded parts for paper and folds them again. */
function unfoldForPrint() {
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
}

/** Copies a text to send when its button is pressed; without the clipboard the text is marked instead. */
function offerCopy(button) {
  const text = document.getElementById(button.dataset.copy), said = button.parentElement.querySelector("[role=status]");
  if (!text) return;
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(text.textContent).then(() => true, () => false);
    if (done) said.textContent = button.dataset.copied;
    else getSelection().selectAllChildren(text);
  });
}

const forms = [...document.querySelectorAll("form[method=post]")];
forms.forEach(guard);
forms.filter((form) => form.dataset.autosave).forEach(autosave);
window.addEventListener("pageshow", () => forms.forEach(release));
window.addEventListener("beforeunload", (event) => {
  if (forms.some((form) => form.unsaved && !form.sent)) event.preventDefault();
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(offerCopy);
document.querySelectorAll("form [data-when]").forEach(showWhenAsked);
document.querySelectorAll("nav details").forEach(closeByEscape);
unfoldForPrint();

const { idleSeconds, leftSeconds } = document.body.dataset, session = document.getElementById("session");
if (Number(idleSeconds) > WARNING && session) watchSession(Number(idleSeconds), Number(leftSeconds), session);

const problem = document.querySelector(".problem");
if (problem) problem.focus();
