/**
 * The staff's workshop: the progress of the work looks after itself, and pages of the grid can be dragged.
 * Without this script there are the link "Look again" and the number fields.
 */
const EVERY = 2000;
const SLOWEST = 15000;

function follow(place) {
  let wait = EVERY;

  async function look() {
    if (document.hidden) {
      setTimeout(look, wait);
      return;
    }
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".progress");
      if (!fresh) return;
      place.replaceChildren(fresh);
      if (fresh.dataset.done === "yes") {
        location.reload();
        return;
      }
      wait = EVERY;
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
    }
    setTimeout(look, wait);
  }
  setTimeout(look, wait);
}

function arrange(list) {
  const form = list.closest("form");
  const status = form.querySelector("[data-status]");
  let lifted = null;

  const items = () => [...list.children];
  const unmark = () => items().forEach((item) => delete item.dataset.target);

  function number() {
    items().forEach((item, place) => {
      item.querySelector(".sheets__place").value = place + 1;
    });
  }

  async function save() {
    number();
    const body = new URLSearchParams(items().map((item) => ["page", item.dataset.page]));
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(list.dataset.order, { method: "POST", body });
    if (answer.status === 204) {
      status.textContent = list.dataset.messageMoved;
      return;
    }
    const { detail } = await answer.json().catch(() => ({ detail: "" }));
    status.classList.remove("visually-hidden");
    status.textContent = detail;
  }

  items().forEach((item) => {
    item.draggable = true;
  });
  list.addEventListener("dragstart", (event) => {
    lifted = event.target.closest("li");
    lifted.dataset.lifted = "";
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!lifted || !over) return;
    event.preventDefault();
    unmark();
    over.dataset.target = "";
  });
  list.addEventListener("drop", (event) => {
    const over = event.target.closest("li");
    if (!lifted || !over || over === lifted) return;
    event.preventDefault();
    const isLater = items().indexOf(lifted) < items().indexOf(over);
    over[isLater ? "after" : "before"](lifted);
    save();
  });
  list.addEventListener("dragend", () => {
    unmark();
    if (lifted) delete lifted.dataset.lifted;
    lifted = null;
  });
}

const progress = document.querySelector("[data-progress]");
if (progress?.dataset.progress) follow(progress);
const sheets = document.querySelector(".sheets[data-order]");
if (sheets?.dataset.order) arrange(sheets);
