// What the page does without the server: open and close the source, copy and save results.
// `element` is the source's place, `trigger` asks the server, `watch` follows its answer.
// Nothing here makes HTML.

let opener = null;

const close = () => {
  element.closest("#source").classList.remove("open");
  opener?.focus();
  opener = null;
};

const exported = (button, format) =>
  button.closest(".exports").querySelector(`[data-format="${format}"]`).value;

const said = (button, text) => {
  const before = button.textContent;
  button.textContent = text;
  setTimeout(() => (button.textContent = before), 1500);
};

const copy = (button) =>
  navigator.clipboard
    .writeText(exported(button, "md"))
    .then(() => said(button, "Copied"), () => said(button, "Not allowed"));

const save = (button) => {
  const name = button.dataset.save;
  const type = name.endsWith("json") ? "application/json" : "text/markdown";
  const blob = new Blob([exported(button, name.split(".").pop())], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const open = (button) => {
  document.querySelectorAll(".cite.open").forEach((cite) => cite.classList.remove("open"));
  button.classList.add("open");
  opener = button;
  const { collection } = button.closest("[data-collection]").dataset;
  const place = { ...button.dataset, collection };
  if (element.querySelector(".source")?.dataset.place === Object.values(place).join()) show();
  else trigger("click", place);
};

const show = () => {
  if (!element.firstElementChild) return;
  element.closest("#source").classList.add("open");
  const text = element.querySelector(".text");
  const mark = element.querySelector("mark");
  if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
  element.querySelector(".source")?.focus({ preventScroll: true });
  if (getComputedStyle(element.closest("#source")).position === "fixed")
    opener?.scrollIntoView({ block: "start" });
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("button");
  if (!button) return;
  if (button.matches(".cite")) open(button);
  else if ("copy" in button.dataset) copy(button);
  else if ("save" in button.dataset) save(button);
  else if ("close" in button.dataset) close();
  else if ("fold" in button.dataset)
    document.querySelector("#library").classList.toggle("unfolded");
});

const certain = (event) => {
  const count = document.querySelectorAll("#documents input:checked").length;
  if (count && !confirm(`Remove ${count === 1 ? "this document" : `${count} documents`} for good?`))
    event.stopImmediatePropagation();
};

document.addEventListener(
  "click",
  (event) => event.target.closest?.("#remove") && certain(event),
  { capture: true },
);

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") close();
});

watch("value", show);
