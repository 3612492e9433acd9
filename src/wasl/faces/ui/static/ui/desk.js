{
const timeNow = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const line = form.querySelector("[data-autosave-status]");
  let waiting = 0, sending = false, again = false;
  const say = (name, more = "") => { if (line) line.textContent = `${line.dataset[name]} ${more}`.trim(); };
  const save = async () => {
    if (sending) { again = true; return; }
    sending = true;
    say("saving");
    const typed = new FormData(form);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed, credentials: "same-origin", headers: { "X-Requested-With": "autosave" } });
      if (!answer.ok) throw new Error(answer.status);
      say("saved", timeNow());
    } catch {
      say("failed");
      clearTimeout(waiting);
      waiting = setTimeout(save, 10000);
    }
    sending = false;
    if (again) { again = false; save(); }
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(save, 900); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && waiting) { clearTimeout(waiting); waiting = 0; save(); } });
}
}
{
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const words = button.querySelector("span");
  const before = words.textContent;
  words.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    words.textContent = button.dataset.done;
    setTimeout(() => { words.textContent = before; }, 4000);
  });
}
}
{
// Script-free browsers focus by `autofocus`; those that ignore it on a region are helped here.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
}
{
// A phone's photo is 4–12 MB; 1600 pixels are enough to read a paper and take a tenth of the time to send.
const LONGEST_SIDE = 1600;
const shrink = async (file) => {
  if (!file.type.startsWith("image/") || file.size < 400000) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const sheet = document.createElement("canvas");
  sheet.width = Math.round(picture.width * scale);
  sheet.height = Math.round(picture.height * scale);
  sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
  const small = await new Promise((give) => sheet.toBlob(give, "image/jpeg", 0.82));
  if (!small || small.size >= file.size) return file;
  return new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
};
for (const box of document.querySelectorAll("[data-file]")) {
  const input = box.querySelector("input[type=file]");
  const state = box.querySelector(".ui-file-state");
  const camera = box.querySelector("[data-camera]");
  if (matchMedia("(pointer: coarse)").matches && /image/.test(input.accept)) {
    camera.hidden = false;
    camera.addEventListener("click", () => {
      const accept = input.accept;
      input.accept = "image/*";
      input.setAttribute("capture", "environment");
      input.click();
      setTimeout(() => { input.accept = accept; input.removeAttribute("capture"); }, 1000);
    });
  }
  if (!("shrink" in input.dataset)) continue;
  input.addEventListener("change", async () => {
    state.textContent = box.dataset.working;
    try {
      const kept = new DataTransfer();
      for (const file of input.files) kept.items.add(await shrink(file));
      input.files = kept.files;
    } catch { /* The photo goes as it is: slower, not lost. */ }
    const bytes = [...input.files].reduce((sum, file) => sum + file.size, 0);
    state.textContent = input.files.length ? `${box.dataset.ready} · ${Math.ceil(bytes / 1024)} KB` : "";
    input.dispatchEvent(new CustomEvent("ui:ready", { bubbles: true }));
  });
}
}
{
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
}
{
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
}
{
const exit = document.querySelector("[data-exit]");
let shifts = [];
const leave = () => { document.body.hidden = true; window.location.replace(exit.href); };
if (exit) {
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    shifts = [...shifts.filter((at) => event.timeStamp - at < 1500), event.timeStamp];
    if (shifts.length === 3) leave();
  });
}
}
{
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  button.hidden = false;
  const url = new URL(button.dataset.share, window.location.href).href;
  button.addEventListener("click", () => navigator.share({ title: button.dataset.title, url }).catch(() => {}));
}
}
