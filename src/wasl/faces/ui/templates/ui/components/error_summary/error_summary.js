// Script-free browsers focus by `autofocus`; those that ignore it on a region are helped here.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
