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
