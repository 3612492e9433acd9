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
