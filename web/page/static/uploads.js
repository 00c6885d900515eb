// Adds files and whole folders to the library: sends one after the other, then has them loaded.

const drop = document.getElementById("drop");

const listed = (name) => {
  const item = document.createElement("li");
  const label = document.createElement("span");
  const state = document.createElement("span");
  label.textContent = name;
  label.className = "name";
  state.className = "about";
  state.textContent = "waiting";
  item.append(label, state);
  document.getElementById("uploads").append(item);
  return state;
};

const send = (file, name, state) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${drop.dataset.upload}?name=${encodeURIComponent(name)}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => {
      state.textContent = `${Math.round((100 * loaded) / total)} % sent`;
    };
    const fail = (why) => {
      state.textContent = why;
      state.classList.add("failed");
      resolve(null);
    };
    request.onerror = () => fail("not sent: the server cannot be reached, try again");
    request.onload = () =>
      request.status === 201
        ? resolve(request.response.id)
        : fail(request.response?.detail ?? "not sent: try again");
    request.send(file);
  });

const warn = (event) => event.preventDefault();

const add = async (files) => {
  if (!files.length) return;
  addEventListener("beforeunload", warn);
  const states = files.map(([, name]) => listed(name));
  const ids = [];
  for (const [at, [file, name]] of files.entries()) {
    if (file.size > drop.dataset.most * 1e6) {
      states[at].textContent = `larger than ${drop.dataset.most} MB`;
      states[at].classList.add("failed");
      continue;
    }
    const id = await send(file, name, states[at]);
    if (id) {
      ids.push(id);
      states[at].textContent = "sent";
    }
  }
  removeEventListener("beforeunload", warn);
  if (!ids.length) return;
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
