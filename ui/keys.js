// "/" puts the cursor into the question box, but for whoever is typing; a number that grows does the same.

const TYPING = "input, textarea, select, [contenteditable='true'], [role='grid']";
let reached = 0;

export default function ({ data }) {
  const keyed = (event) => {
    if (event.key !== "/" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest(TYPING) || document.querySelector("[role='dialog']")) return;
    if (focus()) event.preventDefault();
  };
  document.addEventListener("keydown", keyed);
  if (data.focus > reached) {
    reached = data.focus;
    // what the page puts into the box comes with the same drawing, a moment later
    setTimeout(focus, 60);
  }
  return () => document.removeEventListener("keydown", keyed);
}

function focus() {
  const box = document.querySelector(".st-key-question textarea");
  box?.focus();
  box?.setSelectionRange(box.value.length, box.value.length);
  return Boolean(box);
}
