/**
 * The circulation desk without reloading: each scan is sent in the background, one after another, and the
 * changed part is put in. Without this script the same forms are sent by the browser.
 */
const state = document.querySelector("[data-desk-state]");
const voice = document.querySelector("[data-desk-voice]");
const input = document.getElementById("desk-input");
const sound = document.querySelector("[data-desk-sound]");
const SOUND_KEY = "desk-sound";

/** Tones in hertz for each kind of outcome; what went wrong is low and long, so that it is heard apart. */
const CUES = {
  good: [[880, 0.08]],
  info: [[660, 0.08]],
  attention: [[660, 0.1], [990, 0.14]],
  wrong: [[196, 0.4]],
};

let audio = null;
let queue = Promise.resolve();

function isSounding() {
  return localStorage.getItem(SOUND_KEY) !== "off";
}

function play(cue) {
  if (!isSounding() || !window.AudioContext) {
    return;
  }
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [pitch, seconds] of CUES[cue] ?? []) {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(0.2, at);
    level.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    tone.connect(level).connect(audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds;
  }
}

function show(html) {
  state.innerHTML = html;
  const part = state.firstElementChild;
  voice.textContent = part?.dataset.messageSpoken ?? "";
  play(part?.dataset.cue);
}

async function send(form, body) {
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Desk": "fetch" } });
  if (answer.redirected || !answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) {
    location.assign(answer.redirected ? answer.url : location.href);
    return;
  }
  show(await answer.text());
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-desk-form]");
  if (!form) {
    return;
  }
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  if (form.contains(input)) {
    input.value = "";
  }
  // a scanner is faster than the network: what it reads meanwhile waits its turn
  queue = queue.then(() => send(form, body)).catch(() => location.reload());
  input.focus();
});

// a scanner types wherever the cursor is: letters outside of fields belong to the input
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (!isTyping && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
    input.focus();
  }
  if (event.key === "Escape") {
    input.value = "";
    input.focus();
  }
});

sound.hidden = false;
sound.setAttribute("aria-pressed", String(isSounding()));
sound.addEventListener("click", () => {
  localStorage.setItem(SOUND_KEY, isSounding() ? "off" : "on");
  sound.setAttribute("aria-pressed", String(isSounding()));
  input.focus();
});
