/**
 * The place where one stopped, and bookmarks: in the account of who is signed in, else in this browser.
 */
const SECONDS = 1500; // milliseconds a page is looked at before it is the place

function stored(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function attachKeeping(book) {
  // without the language: a book is one book in every interface
  const name = book.root.dataset.kept.replace(/^\/[^/]+/, "");
  const placeKey = `shanyraq-place:${name}`;
  const marksKey = `shanyraq-bookmarks:${name}`;
  const { isSignedIn } = book.page();
  let waiting;

  const current = () => {
    const { number, leaves } = book.page();
    return { number, label: leaves.find((leaf) => leaf.number === number)?.label ?? String(number) };
  };

  const post = (address, fields) => {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: book.root.dataset.csrf });
    const headers = { Accept: "application/json" };
    return fetch(address, { method: "POST", body, headers, keepalive: true, credentials: "same-origin" });
  };

  const keepPlace = () => {
    if (isSignedIn) {
      post(book.root.dataset.place, { number: current().number }).catch(() => {});
    } else {
      store(placeKey, current());
    }
  };
  const keepSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keepPlace, SECONDS);
  };

  const offerPlace = () => {
    const place = isSignedIn ? null : stored(placeKey, null);
    if (place && book.page().number === 1 && place.number > 1) {
      const link = document.createElement("a");
      link.href = book.addressOf(place.number);
      link.textContent = book.label("labelContinue", place.label);
      book.announce(link);
    }
  };

  const showOwnMarks = () => {
    const form = book.root.querySelector("[data-bookmark]");
    const marks = stored(marksKey, []);
    form.hidden = false;
    const isKept = marks.some((mark) => mark.number === current().number);
    form.querySelector("button").setAttribute("aria-pressed", String(isKept));
    if (!marks.length) {
      return;
    }
    const lines = marks.map((mark) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = book.addressOf(mark.number);
      link.textContent = book.label("labelPage", mark.label);
      line.append(link);
      return line;
    });
    book.root.querySelector("[data-marks]").replaceChildren(...lines);
  };

  const toggleOwnMark = () => {
    const here = current();
    const marks = stored(marksKey, []);
    const left = marks.filter((mark) => mark.number !== here.number);
    const isKept = left.length === marks.length;
    const changed = isKept ? [...marks, here].sort((one, other) => one.number - other.number) : left;
    if (!store(marksKey, changed)) {
      book.announce(book.label("labelFailed"));
      return;
    }
    showOwnMarks();
    book.announce(book.label(isKept ? "labelKept" : "labelRemoved"));
    if (!changed.length) {
      book.turner.refresh();
    }
  };

  const sendMark = async (form) => {
    const fields = Object.fromEntries(new FormData(form));
    const answer = await post(form.getAttribute("action"), fields).catch(() => null);
    if (answer?.ok) {
      book.announce(book.label(fields.action === "add" ? "labelKept" : "labelRemoved"));
      book.turner.refresh();
    } else {
      book.announce(book.label("labelFailed"));
    }
  };

  book.root.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-bookmark]");
    if (form) {
      event.preventDefault();
      if (isSignedIn) {
        sendMark(form);
      } else {
        toggleOwnMark();
      }
    }
  });
  document.addEventListener("reader:turned", () => {
    keepSoon();
    if (!isSignedIn) {
      showOwnMarks();
    }
  });
  offerPlace();
  if (book.page().number > 1) {
    keepSoon();
  }
  if (!isSignedIn) {
    showOwnMarks();
  }
}
