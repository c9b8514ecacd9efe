/**
 * Checks a receipt against the log's own files: what it opens, the signature of the newest checkpoint, the way
 * from the entry to the root, and that the log has only grown since the receipt. Whole tiles of 256 hashes are
 * read, so that the server cannot tell which entry was meant. The formats: docs/verify.md.
 */
const WIDTH = 256;
const text = new TextEncoder();

class Failed extends Error {}

const hexOf = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");

function bytesOfHex(hex) {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Failed("hex");
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const bytesOf64 = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const isSame = (left, right) => hexOf(left) === hexOf(right);

/** The one way of writing an entry: keys sorted, no white space. */
const canonical = (entry) => text.encode(JSON.stringify(entry, Object.keys(entry).sort()));

/** The leaf hash that the receipt opens. */
async function opened(receipt) {
  const { bucket, nullifier, petition, territory } = receipt;
  const hidden = await sha256(
    text.encode("shanyraq signature commitment v1\n"),
    bytesOfHex(receipt.salt),
    canonical({ bucket, nullifier, petition, territory }),
  );
  return leafHash(canonical({ commitment: hexOf(hidden), kind: "signature", nullifier, petition }));
}

/** A signed note: its text, and the signature lines below. */
function parseNote(note) {
  const end = note.lastIndexOf("\n\n");
  const body = note.slice(0, end + 1);
  const [origin, size, root] = body.split("\n");
  if (end < 0 || !/^(0|[1-9]\d{0,15})$/.test(size)) throw new Failed("checkpoint");
  return { body, origin, size: Number(size), root: bytesOf64(root), lines: note.slice(end + 2).split("\n") };
}

/** Whether the log signed the note; null where this browser knows no Ed25519. */
async function isSigned(note, key) {
  const [name, id, encoded] = key.trim().split("+").reduce((parts, part) => {
    if (parts.length < 3) parts.push(part);
    else parts[2] += `+${part}`;
    return parts;
  }, []);
  if (name !== note.origin) throw new Failed("origin");
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", bytesOf64(encoded).slice(1), "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
  for (const line of note.lines) {
    const [, signer, blob] = line.match(/^— (\S+) (\S+)$/) ?? [];
    if (signer !== name) continue;
    const bytes = bytesOf64(blob);
    if (hexOf(bytes.slice(0, 4)) !== id) continue;
    if (await crypto.subtle.verify("Ed25519", imported, bytes.slice(4), text.encode(note.body))) return true;
  }
  return false;
}

class Away extends Error {}

async function fetched(address) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "omit" });
  } catch {
    throw new Away(address);
  }
  if (!answer.ok) throw new Away(address);
  return answer;
}

function tilePath(level, number, width) {
  const groups = [];
  for (let rest = number; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
  }
  const last = groups.pop();
  const partial = width === WIDTH ? "" : `.p/${width}`;
  return `tile/${level}/${groups.map((group) => `x${group}/`).join("")}${last}${partial}`;
}

/** Reads nodes of the tree of `size` leaves from tiles, each fetched once. */
class Tree {
  constructor(log, size) {
    this.log = log;
    this.size = size;
    this.tiles = new Map();
  }

  async tile(level, number) {
    const name = `${level}/${number}`;
    if (!this.tiles.has(name)) this.tiles.set(name, this.read(level, number));
    return this.tiles.get(name);
  }

  async read(level, number) {
    const hashes = Math.floor(this.size / WIDTH ** level) - number * WIDTH;
    const width = Math.min(WIDTH, hashes);
    const answer = await fetched(`${this.log}/${tilePath(level, number, width)}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length !== width * 32) throw new Failed("tile");
    return Array.from({ length: width }, (_, place) => bytes.slice(place * 32, place * 32 + 32));
  }

  /** The hash over the 2^height leaves from `begin` on. */
  async node(begin, height) {
    const level = Math.floor(height / 8);
    const first = begin / WIDTH ** level;
    const hashes = await this.tile(level, Math.floor(first / WIDTH));
    return rootOf(hashes.slice(first % WIDTH, (first % WIDTH) + 2 ** (height % 8)));
  }

  /** The hash over the leaves from `begin` to before `end`. */
  async range(begin, end) {
    const height = Math.log2(end - begin);
    if (Number.isInteger(height)) return this.node(begin, height);
    const middle = begin + split(end - begin);
    return nodeHash(await this.range(begin, middle), await this.range(middle, end));
  }

  /** The root that the leaf at `index` leads to. */
  async rootFrom(leaf, index, begin = 0, end = this.size) {
    if (end - begin === 1) return leaf;
    const middle = begin + split(end - begin);
    return index < middle
      ? nodeHash(await this.rootFrom(leaf, index, begin, middle), await this.range(middle, end))
      : nodeHash(await this.range(begin, middle), await this.rootFrom(leaf, index, middle, end));
  }
}

function split(size) {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

async function rootOf(hashes) {
  if (hashes.length === 1) return hashes[0];
  const half = split(hashes.length);
  return nodeHash(await rootOf(hashes.slice(0, half)), await rootOf(hashes.slice(half)));
}

/** Check `receipt` against `log`; `say` is told of each step that holds. */
export async function check(receipt, log, say) {
  const leaf = await opened(receipt);
  if (hexOf(leaf) !== receipt.leaf_hash) throw new Failed("receipt");
  say("receipt");
  if (receipt.index === null) {
    say("early");
    return false;
  }
  const [note, key] = await Promise.all(
    ["checkpoint", "key"].map(async (name) => (await fetched(`${log}/${name}`)).text()),
  );
  const [newest, promised] = [parseNote(note), parseNote(receipt.checkpoint)];
  for (const each of [newest, promised]) {
    const signed = await isSigned(each, key);
    if (signed === false) throw new Failed("key");
    if (each === newest) say(signed ? "key" : "no-key", { size: newest.size });
  }
  if (newest.size < promised.size || receipt.index >= promised.size) throw new Failed("size");
  const tree = new Tree(log, newest.size);
  if (!isSame(await tree.rootFrom(leaf, receipt.index), newest.root)) throw new Failed("inclusion");
  say("inclusion", { number: receipt.index + 1 });
  if (!isSame(await tree.range(0, promised.size), promised.root)) throw new Failed("growth");
  say("growth");
  return true;
}

function shown(section) {
  const list = document.createElement("ul");
  const place = section.querySelector("[data-checked]");
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const told = section.querySelector("[data-words]");
  const words = (name, values = {}) =>
    told
      .getAttribute(`data-message-${name}`)
      .replace(/\{(\w+)\}/g, (whole, key) => (key in values ? number.format(values[key]) : whole));
  const line = (kind, content, parent = place) => {
    const element = document.createElement(parent === list ? "li" : "p");
    element.className = `signing__result signing__result--${kind}`;
    element.textContent = content;
    parent.append(element);
    return element;
  };
  place.replaceChildren();
  return { place, list, words, line };
}

async function run(section, read) {
  const { place, list, words, line } = shown(section);
  const busy = line("busy", words("checking"));
  place.append(list);
  try {
    const receipt = await read();
    const good = await check(receipt, section.querySelector("[data-words]").dataset.log, (step, values) =>
      line(step === "early" || step === "no-key" ? "note" : "good", words(step, values), list),
    );
    busy.remove();
    if (good) {
      place.prepend(line("proved", words("good")));
      line("note", words("later"));
    }
  } catch (error) {
    busy.remove();
    if (error instanceof Away) line("bad", words("away"));
    else if (error instanceof SyntaxError || error instanceof TypeError) line("bad", words("unreadable"));
    else line("bad", `${words("bad")} ${error.message}`);
  }
}

function parsed(content) {
  const receipt = JSON.parse(content);
  if (receipt.format !== "shanyraq receipt v1") throw new TypeError("format");
  return receipt;
}

for (const section of document.querySelectorAll("[data-receipt]")) {
  const button = section.querySelector("[data-check]");
  button.hidden = false;
  button.addEventListener("click", () => run(section, async () => parsed(section.dataset.receipt)));
}
for (const section of document.querySelectorAll("[data-choose]")) {
  const file = section.querySelector("[data-file]");
  file.disabled = false;
  file.addEventListener("change", () => {
    if (file.files.length) run(section, async () => parsed(await file.files[0].text()));
  });
}
