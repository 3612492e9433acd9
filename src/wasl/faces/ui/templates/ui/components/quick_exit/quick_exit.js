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
