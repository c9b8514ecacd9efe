/**
 * Passkeys (WebAuthn). A form with data-passkey="create" or "get" is sent only after the browser's ceremony,
 * whose result goes into its hidden field "credential". The options come from the JSON script named by
 * data-passkey-json, or are fetched from data-passkey-options.
 */

const FROM_BASE64URL = { "-": "+", _: "/" };

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (sign) => FROM_BASE64URL[sign])), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (list) => (list ?? []).map((entry) => ({ ...entry, id: toBytes(entry.id) }));

function forCreation(form, options) {
  const wanted = { ...options, challenge: toBytes(options.challenge), user: { ...options.user, id: toBytes(options.user.id) } };
  wanted.excludeCredentials = withBytes(options.excludeCredentials);
  const passwordless = form.elements.namedItem("passwordless");
  if (passwordless) {
    const alone = passwordless.checked;
    wanted.authenticatorSelection = {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone ? { userVerification: "required" } : {}),
    };
  }
  return wanted;
}

const forRequest = (options) => ({
  ...options,
  challenge: toBytes(options.challenge),
  allowCredentials: withBytes(options.allowCredentials),
});

function described(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: toText(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = toText(response.attestationObject);
    answer.transports = response.getTransports?.() ?? [];
  } else {
    answer.authenticatorData = toText(response.authenticatorData);
    answer.signature = toText(response.signature);
    answer.userHandle = response.userHandle ? toText(response.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

async function optionsOf(form) {
  const name = form.dataset.passkeyJson;
  if (name) {
    return JSON.parse(document.getElementById(name).textContent).publicKey;
  }
  const answer = await fetch(form.dataset.passkeyOptions, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`status ${answer.status}`);
  }
  return (await answer.json()).request_options.publicKey;
}

async function ceremony(form) {
  const options = await optionsOf(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: forCreation(form, options) })
    : navigator.credentials.get({ publicKey: forRequest(options) });
}

function complain(form, name) {
  const place = form.querySelector("[data-passkey-error]");
  place.textContent = place.dataset[name];
  place.hidden = false;
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  if (!window.PublicKeyCredential) {
    complain(form, "messageUnsupported");
    return;
  }
  try {
    const credential = await ceremony(form);
    form.elements.namedItem("credential").value = JSON.stringify(described(credential));
    form.submit();
  } catch (error) {
    complain(form, error.name === "SecurityError" ? "messageUnsupported" : "messageCancelled");
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", send);
}
