for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) break;
  button.hidden = false;
  const url = new URL(button.dataset.share, window.location.href).href;
  button.addEventListener("click", () => navigator.share({ title: button.dataset.title, url }).catch(() => {}));
}
