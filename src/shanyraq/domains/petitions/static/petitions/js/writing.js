/**
 * Keeps a draft while it is typed, and counts characters. The form with `data-writing` works without it: its
 * buttons do the same. Words come from `data-message-*`, so that they are in the reader's language.
 */
const form = document.querySelector("form[data-writing]");
const words = form?.querySelector("[data-words]").dataset;
const PAUSE = 1500;
const AGAIN = 15000;
const PATIENCE = 5000;

/** "{number} of {most}" with its values. */
function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function lengthOf(field) {
  return [...field.value.trim().normalize("NFC")].length;
}

function addCounter(field) {
  const counter = document.createElement("p");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const most = Number(field.dataset.most);
  counter.className = "writing__count";
  const count = () => {
    const length = lengthOf(field);
    const values = { number: number.format(length), most: number.format(most) };
    counter.textContent = filled(words.messageCount, values);
    counter.classList.toggle("writing__count--over", length > most);
    counter.setAttribute("role", length > most ? "status" : "presentation");
  };
  field.after(counter);
  field.addEventListener("input", count);
  count();
}

class Keeper {
  constructor() {
    this.line = form.querySelector("[data-kept]");
    this.was = form.elements.namedItem("was");
    this.timer = 0;
    this.kept = this.typed();
    this.isStopped = false;
    this.isSending = false;
    this.isSettled = false;
    this.queue = Promise.resolve();
  }

  typed() {
    const fields = new FormData(form);
    for (const name of ["was", "csrfmiddlewaretoken", "do"]) fields.delete(name);
    return new URLSearchParams(fields).toString();
  }

  get isDirty() {
    return this.typed() !== this.kept;
  }

  later(pause = PAUSE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  /** One request after another, so that an older text never overtakes a newer one. */
  keep() {
    this.queue = this.queue.then(() => this.send()).catch(() => this.say("Offline", AGAIN));
    return this.queue;
  }

  async send() {
    if (this.isStopped) return;
    if (!this.isDirty) {
      if (this.line.dataset.state === "refused") this.say("");
      return;
    }
    this.say("Keeping");
    const sent = this.typed();
    const body = new FormData(form);
    body.set("do", "auto");
    this.isSending = true;
    const answer = await fetch(location.pathname, { method: "POST", body, redirect: "manual" }).finally(() => {
      this.isSending = false;
    });
    if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") {
      this.stop("SignedOut");
      return;
    }
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (told.state === "kept") {
      this.was.value = told.was;
      this.kept = sent;
      this.say("Kept", 0, { time: told.at });
    } else if (told.state === "conflict") this.stop("Conflict");
    else if (told.state === "refused") this.say("Refused");
    else this.say("Offline", AGAIN);
  }

  say(what, again = 0, values = {}) {
    this.line.dataset.state = what.toLowerCase();
    this.line.textContent = filled(words[`message${what}`] ?? "", values);
    if (again) this.later(again);
  }

  /** Until the request that is under way is answered: the form must carry the mark of what that one kept. */
  async settled() {
    await Promise.race([this.queue, new Promise((done) => setTimeout(done, PATIENCE))]);
    this.isSettled = true;
  }

  stop(what) {
    this.isStopped = true;
    this.say(what);
  }
}

if (form) {
  form.querySelectorAll("[data-most]").forEach(addCounter);
  const keeper = new Keeper();
  form.addEventListener("input", () => keeper.later());
  form.addEventListener("change", () => keeper.later(0));
  form.addEventListener("submit", (event) => {
    clearTimeout(keeper.timer);
    keeper.isStopped = true;
    if (keeper.isSending && !keeper.isSettled) {
      event.preventDefault();
      if (!keeper.isLeaving) keeper.settled().then(() => form.requestSubmit(event.submitter));
    }
    keeper.isLeaving = true;
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (keeper.isDirty && !keeper.isLeaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keeper.keep();
  });
}
