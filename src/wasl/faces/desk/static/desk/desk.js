// Physical keys, so that j and k move under an Arabic layout too.
const isTyping = (element) => element.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]");
const lines = () => [...document.querySelectorAll("[data-rows] tbody tr, [data-rows] > li")].filter((line) => line.querySelector("a[href]"));
const move = (step) => {
  const found = lines();
  if (!found.length) return;
  const now = found.findIndex((line) => line.contains(document.activeElement));
  const next = now < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, now + step));
  found[next].querySelector("a[href]").focus();
  found[next].scrollIntoView({ block: "nearest" });
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (!step) return;
  event.preventDefault();
  move(step);
});
// The whole line of a list opens its case; the link in it stays the way for the keyboard.
document.addEventListener("click", (event) => {
  const line = event.target.closest("[data-rows] tbody tr");
  if (!line || event.target.closest("a, button, input, label, summary") || window.getSelection().toString()) return;
  line.querySelector("a[href]")?.click();
});
document.addEventListener("change", (event) => {
  const button = event.target.closest("[data-sends]") && document.getElementById(event.target.closest("[data-sends]").dataset.sends);
  if (button) button.click();
});
for (const button of document.querySelectorAll("[data-script-hides]")) button.classList.add("ui-sr");
// A 403 carries the form that asks for the reason, a 409 the page that compares: both are shown.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
// Reading a document takes a moment: the form says that it is at work.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-busy]")) event.target.setAttribute("aria-busy", "true");
});
// The pane of guides and answers opens over whatever the officer is doing; its keys stay in it.
const hand = document.getElementById("at-hand");
document.addEventListener("keydown", (event) => {
  if (event.code !== "F2" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || hand?.open) return;
  const opener = document.querySelector('[data-key][hx-target="#at-hand"]');
  if (opener) { event.preventDefault(); opener.click(); }
});
hand?.addEventListener("keydown", (event) => { if (event.key !== "Escape") event.stopPropagation(); });
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== hand) return;
  if (!hand.open) hand.showModal();
  hand.scrollTop = 0;
  (hand.querySelector("[role=alert], [role=status], [autofocus], textarea") || hand).focus();
});
// Who writes something of his own has chosen it.
document.addEventListener("input", (event) => {
  const choice = document.getElementById(event.target.dataset?.chooses);
  if (choice) choice.checked = true;
});
