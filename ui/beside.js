// The bar of the article beside the page: from one citation of the page to the next, by button or arrow key.

const TYPING = "input, textarea, select, [contenteditable='true'], [role='slider'], [role='tab'], [role='radio'], [role='grid']";

// Streamlit calls again with other data before it cleans up what the call before left
let leave = () => {};

export default function ({ data, parentElement, setTriggerValue }) {
  leave();
  const bar = parentElement.querySelector(".beside-bar");
  const step = (by) => {
    const next = trail()[at(data.place) + by];
    if (next) {
      next.click();
      next.scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    document.querySelectorAll("a.cited-chip.is-open").forEach((chip) => chip.classList.remove("is-open"));
    setTriggerValue("closed", true);
  };
  const keyed = (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(TYPING)) return;
    if (event.key === "Escape" && !document.querySelector(":popover-open, [role='dialog']")) close();
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    }
  };
  bar.querySelectorAll(".beside-step").forEach((button) => (button.onclick = () => step(Number(button.dataset.step))));
  bar.querySelector(".beside-close").onclick = close;
  const page = bar.querySelector(".beside-page");
  page.href = data.href;
  page.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // a page that is loaded anew would forget what is open elsewhere
    setTriggerValue("paged", true);
  };
  // the sentences of the page may be drawn after the bar
  const observer = new MutationObserver(() => count(bar, data.place));
  observer.observe(document.querySelector('[data-testid="stMain"]') ?? document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", keyed);
  count(bar, data.place);
  const left = () => {
    observer.disconnect();
    document.removeEventListener("keydown", keyed);
  };
  leave = left;
  return left;
}

// each cited place of the page once, in reading order
function trail() {
  const first = new Map();
  document.querySelectorAll("a.cited-chip").forEach((chip) => {
    if (chip.offsetParent && !first.has(chip.dataset.place)) first.set(chip.dataset.place, chip);
  });
  return [...first.values()];
}

function at(place) {
  return trail().findIndex((chip) => chip.dataset.place === place);
}

function count(bar, place) {
  const [chips, index] = [trail(), at(place)];
  const told = index < 0 ? "" : `${index + 1} of ${chips.length}`;
  const shown = bar.querySelector(".beside-count");
  if (shown.textContent !== told) shown.textContent = told;
  bar.querySelectorAll(".beside-step").forEach((button) => {
    button.disabled = !chips[index + Number(button.dataset.step)] || index < 0;
  });
}
