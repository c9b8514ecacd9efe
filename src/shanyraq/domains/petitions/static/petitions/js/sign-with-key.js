/**
 * Asks NCALayer, the signing program of the National Certification Authority, to sign the petition's text: a
 * WebSocket on the signer's own machine, module "kz.gov.pki.knca.basics". The key never leaves the program. The
 * signature is laid into the form, which its owner sends; without this script the file is chosen by hand.
 */
const PATIENCE = 5_000;
const LOCALES = new Set(["kk", "ru", "en"]);

class Told extends Error {}

function base64Of(buffer) {
  let letters = "";
  for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
  return btoa(letters);
}

async function textOf(address) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Told("no-text");
  return answer.arrayBuffer();
}

/** What NCALayer is asked: a detached CMS signature over the bytes, without a time stamp, by a key for signing. */
function request(text, language) {
  return JSON.stringify({
    module: "kz.gov.pki.knca.basics",
    method: "sign",
    args: {
      allowedStorages: null,
      format: "cms",
      data: base64Of(text),
      signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: null },
      signerParams: { extKeyUsageOids: [], chain: [] },
      locale: LOCALES.has(language) ? language : "en",
    },
  });
}

/** The signature in an answer; null for an answer that is none, as a greeting or a heartbeat. */
function signatureIn(message) {
  let answer;
  try {
    answer = JSON.parse(message);
  } catch {
    return null;
  }
  if (answer === null || typeof answer !== "object" || answer.result?.version) return null;
  if (answer.status === false || answer.errorCode) throw new Told("failed");
  if (answer.status !== true) return null;
  const found = [answer.body?.result].flat()[0];
  if (typeof found !== "string" || found === "") throw new Told("cancelled");
  return found;
}

/** The signature as text, PEM or base64, by whoever answers at the address. */
function signed(address, question) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const refuse = (why) => {
      reject(new Told(why));
      socket.close();
    };
    const tooLate = setTimeout(() => refuse("away"), PATIENCE);
    socket.addEventListener("open", () => {
      clearTimeout(tooLate);
      socket.send(question);
    });
    socket.addEventListener("error", () => refuse("away"));
    socket.addEventListener("close", () => refuse("cancelled"));
    socket.addEventListener("message", ({ data }) => {
      try {
        const found = signatureIn(data);
        if (found === null) return;
        resolve(found);
        socket.close();
      } catch (problem) {
        refuse(problem instanceof Told ? problem.message : "failed");
      }
    });
  });
}

function layInto(field, signature) {
  const transfer = new DataTransfer();
  transfer.items.add(new File([signature], "signature.p7s", { type: "application/pkcs7-signature" }));
  field.files = transfer.files;
}

function begin(place, field) {
  const button = place.querySelector("[data-sign]");
  const told = place.querySelector("[data-told]");
  const tell = (what) => {
    told.textContent = place.dataset[`message${what}`];
  };
  const named = (what) => what.replace(/(^|-)(.)/g, (_whole, _dash, letter) => letter.toUpperCase());
  place.querySelector("[data-here]").hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    tell("Asking");
    try {
      const text = await textOf(place.dataset.text);
      layInto(field, await signed(place.dataset.program, request(text, place.dataset.locale)));
      tell("Signed");
    } catch (problem) {
      tell(named(problem instanceof Told ? problem.message : "no-text"));
    } finally {
      button.disabled = false;
    }
  });
}

const place = document.querySelector("[data-key]");
const field = document.querySelector("input[type=file][name=file]");
if (place && field) begin(place, field);
