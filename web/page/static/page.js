// What the page does without the server: open and close sources, copy, tick, add files.
// Nothing here makes HTML from text.

import "./uploads.js";

const announcer = document.getElementById("announcer");
const panel = document.getElementById("source");
let opener = null;

document.documentElement.classList.add("scripts");

const announce = (text) => {
  if (announcer.textContent !== text) announcer.textContent = text;
};

// --- Sources ---

const showQuote = () => {
  const quote = document.querySelector("#source mark, #source [data-quote], .source.alone mark, .source.alone [data-quote]");
  const frame = quote?.closest(".text, .paper");
  if (!frame) return;
  const above = quote.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  frame.scrollTop += above - frame.clientHeight / 3;
  if (!panel.contains(quote)) quote.scrollIntoView({ block: "center" });
};

const close = () => {
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("reading");
  document.querySelector(".cite.open")?.classList.remove("open");
  opener?.focus();
  opener = null;
};

const show = async (address) => {
  await htmx.ajax("GET", address, { target: "#source", swap: "innerHTML" });
  if (!panel.firstElementChild) return; // the server did not answer
  panel.hidden = false;
  document.body.classList.add("reading");
  const cite = [...document.querySelectorAll("a.cite")].find((one) => one.href === address);
  if (cite) {
    document.querySelector(".cite.open")?.classList.remove("open");
    cite.classList.add("open");
    opener = cite;
  }
  showQuote();
  panel.querySelector(".source")?.focus({ preventScroll: true });
  opener?.scrollIntoView({ block: "nearest" });
};

// The open source belongs to the state of the history: a reload and the way forward show it again.

const open = (link) => {
  const state = { source: link.href };
  if (history.state?.source) history.replaceState(state, "");
  else history.pushState(state, "");
  return show(link.href);
};

const closeByHand = () => (history.state?.source ? history.back() : close());

addEventListener("popstate", ({ state }) => (state?.source ? show(state.source) : close()));

// --- Copying ---

const select = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy"); // all that plain HTTP allows
  area.remove();
  return done;
};

const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return select(text);
  }
};

const copy = async (button, text) => {
  const done = await copied(text);
  const before = button.textContent;
  button.textContent = done ? "Copied" : "The browser does not allow copying";
  announce(button.textContent);
  setTimeout(() => (button.textContent = before), 1800);
};

// --- Ticking ---

const boxes = (form) => [...form.querySelectorAll("input[name=id], input[name=doc]")];

const showTicks = (form) => {
  const all = boxes(form);
  const count = all.filter((box) => box.checked).length;
  const wide = form.querySelector("input[name=all]:checked");
  form.querySelectorAll("[data-needs-tick]").forEach((button) => (button.disabled = !count && !wide));
  const head = form.querySelector("[data-all]");
  if (!head) return;
  head.checked = count > 0 && count === all.length;
  head.indeterminate = count > 0 && count < all.length;
};

// --- Events ---

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-source], #source a[data-source-view]");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (link && plain) {
    event.preventDefault();
    open(link);
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  if ("copyLink" in button.dataset) copy(button, location.href);
  else if ("copy" in button.dataset)
    fetch(button.dataset.copy).then((answer) => answer.text()).then((text) => copy(button, text));
  else if ("print" in button.dataset) print();
  else if ("close" in button.dataset) closeByHand();
});

document.addEventListener("change", ({ target }) => {
  if ("submit" in target.dataset) target.form.requestSubmit();
  const form = target.form;
  if (!form || target.type !== "checkbox") return;
  if ("all" in target.dataset) boxes(form).forEach((box) => (box.checked = target.checked));
  showTicks(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.dataset.busy) {
    announce(form.dataset.busy);
    const button = event.submitter ?? form.querySelector("button.main");
    setTimeout(() => (button.disabled = true));
  }
}, { capture: true });

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]");
    if (menu) menu.open = false;
    else if (!panel.hidden) closeByHand();
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && "enter" in event.target.dataset) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("click", ({ target }) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(target)) menu.open = false;
  });
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.elt.matches?.(".source")) {
    showQuote();
    if (document.activeElement === document.body) detail.elt.focus({ preventScroll: true });
  }
  const status = [...document.querySelectorAll("[data-status]")].at(-1);
  if (status) announce(status.textContent.trim().replace(/\s+/g, " "));
  document.querySelectorAll("form:has([data-needs-tick])").forEach(showTicks);
});

// A server that does not answer, and one that is back

// Parts of a view say so in a header; what a proxy says, or the server that refuses, is no part.

const offline = document.getElementById("offline");
const isPart = (xhr) => xhr.getResponseHeader("vary")?.includes("HX-Request") ?? false;
document.addEventListener("htmx:beforeSwap", ({ detail }) => (detail.shouldSwap &&= isPart(detail.xhr)));
document.addEventListener("htmx:sendError", () => (offline.hidden = false));
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  if (xhr.status) offline.hidden = isPart(xhr) || xhr.getResponseHeader("hx-redirect") !== null;
});

// Quotes are printed too

addEventListener("beforeprint", () => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
  document.querySelectorAll("details.notes").forEach((notes) => (notes.open = true));
});

addEventListener("pageshow", () => {
  document.querySelectorAll("button:disabled").forEach((button) => (button.disabled = false));
  document.querySelectorAll("form:has([data-needs-tick])").forEach(showTicks);
});

document.querySelectorAll("time").forEach((time) => {
  time.title = new Date(time.dateTime).toLocaleString();
});

if (document.querySelector(".source.alone")) showQuote();
if (history.state?.source) show(history.state.source);
document.querySelector(".turn:nth-last-of-type(1):not(:first-child)")?.scrollIntoView({ block: "nearest" });
