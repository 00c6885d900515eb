// Adds files and whole folders to the library: sends a few at a time, then has them loaded.

const drop = document.getElementById("drop");

const AT_ONCE = 4;
const REFUSED = "precis.refused";
const SENT = "sent";
const WHY = {
  0: "not sent: the server cannot be reached, try again",
  401: "not sent: log in again, then try again",
};

const listed = (name, text = "waiting") => {
  const item = document.createElement("li");
  const label = document.createElement("span");
  const state = document.createElement("span");
  label.textContent = name;
  label.className = "name";
  state.className = "about";
  state.textContent = text;
  item.append(label, state);
  document.getElementById("uploads").append(item);
  return state;
};

const fail = (state, why) => {
  state.textContent = why;
  state.classList.add("failed");
};

// Files that were refused stay listed, with the reason, while the view is loaded again.

const keepRefused = () => {
  const items = [...document.querySelectorAll("#uploads li:has(.failed)")];
  const kept = items.map((item) => [...item.children].map((one) => one.textContent));
  sessionStorage.setItem(REFUSED, JSON.stringify(kept));
};

const showRefused = () => {
  for (const [name, why] of JSON.parse(sessionStorage.getItem(REFUSED) ?? "[]")) fail(listed(name), why);
  document.getElementById("dismiss").hidden = !document.querySelector("#uploads .failed");
};

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

// Send a file, again if the server asks to wait

const send = async (file, name, state) => {
  for (;;) {
    const answer = await sent(file, name, state);
    if (answer.status === 201) return answer.response.id;
    if (!answer.wait) {
      fail(state, WHY[answer.status] ?? answer.response?.detail ?? "not sent: try again");
      return null;
    }
    state.textContent = `waiting for the server, ${answer.wait} s`;
    await pause(answer.wait);
  }
};

const sent = (file, name, state) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${drop.dataset.upload}?name=${encodeURIComponent(name)}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => {
      state.textContent = `${Math.round((100 * loaded) / total)} % sent`;
    };
    request.onerror = () => resolve({ status: 0 });
    request.onload = () => {
      const { status, response } = request;
      const wait = [429, 503].includes(status) && Number(request.getResponseHeader("retry-after"));
      resolve({ status, response, wait });
    };
    request.send(file);
  });

const leave = () => {
  for (const state of document.querySelectorAll("#uploads .about:not(.failed)"))
    if (state.textContent !== SENT) fail(state, "not sent: the page was left before it was");
  keepRefused();
};

const warn = (event) => event.preventDefault();

const add = async (files) => {
  if (!files.length) return;
  addEventListener("beforeunload", warn);
  addEventListener("pagehide", leave);
  const states = files.map(([, name]) => listed(name));
  const left = files.entries();
  const sentIds = [];
  const sendLeft = async () => {
    for (const [at, [file, name]] of left) {
      if (file.size > drop.dataset.most * 1e6) {
        fail(states[at], `larger than ${drop.dataset.most} MB`);
        continue;
      }
      sentIds[at] = await send(file, name, states[at]);
      if (sentIds[at]) states[at].textContent = SENT;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendLeft));
  const ids = sentIds.filter(Boolean);
  removeEventListener("beforeunload", warn);
  removeEventListener("pagehide", leave);
  keepRefused();
  if (!ids.length) {
    document.getElementById("dismiss").hidden = false;
    return;
  }
  const form = document.getElementById("add");
  for (const id of ids) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "upload";
    field.value = id;
    form.append(field);
  }
  form.requestSubmit();
};

const named = (file) => [file, file.webkitRelativePath || file.name];

const readAll = async (entry, path = "") => {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[file, path + entry.name]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    for (const one of some) found.push(...(await readAll(one, `${path}${entry.name}/`)));
  }
  return found;
};

const dropped = async (items) => {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  return (await Promise.all(entries.map((entry) => readAll(entry)))).flat();
};

if (drop) {
  showRefused();
  document.getElementById("dismiss").addEventListener("click", () => {
    document.getElementById("uploads").replaceChildren();
    keepRefused();
    showRefused();
  });
  for (const id of ["files", "folder"])
    document.getElementById(id).addEventListener("change", ({ target }) => add([...target.files].map(named)));
  addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", (event) => event.relatedTarget ?? drop.classList.remove("over"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    add(await dropped(event.dataTransfer.items));
  });
}
