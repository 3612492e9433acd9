// Physical keys (event.code), so that "n" works under an Arabic layout too.
const help = document.getElementById("ui-keys");
const list = document.querySelector("[data-keys-list]");
const isTyping = (element) => element.closest("input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable=true]");
const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
const backward = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
const codeOf = (event) => ({ [forward]: "Next", [backward]: "Previous" })[event.code] || event.code.replace(/^Numpad(\d)$/, "Digit$1");
const isSeen = (element) => element.checkVisibility ? element.checkVisibility() : true;
const openHelp = () => {
  if (!help || help.open) return;
  for (const old of list.querySelectorAll("[data-added]")) old.remove();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (!isSeen(element)) continue;
    const key = document.createElement("dt"), words = document.createElement("dd");
    const drawn = document.createElement("kbd");
    drawn.className = "ui-key";
    drawn.textContent = (element.dataset.keyShown || element.dataset.key).toUpperCase();
    key.append(drawn);
    words.textContent = element.getAttribute("aria-label") || element.querySelector("span")?.textContent || element.textContent;
    key.dataset.added = words.dataset.added = "yes";
    list.append(key, words);
  }
  help.showModal();
};
for (const opener of document.querySelectorAll("[data-keys-open]")) { opener.hidden = false; opener.addEventListener("click", openHelp); }
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open) return;
  if (event.code === "Slash" && event.shiftKey) { event.preventDefault(); openHelp(); return; }
  if (event.shiftKey) return;
  const wanted = codeOf(event);
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(wanted)}"]`)].find(isSeen);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) target.focus();
  else target.click();
});
