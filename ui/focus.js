// Puts a cursor that is lost into the part of the page that a number which grows names: what held it before is gone.

const PATIENCE = 1500;
const BOX = "input, textarea";
const PART = ":is([class*='st-key-edit-claim-'], [class*='st-key-edit-remark-'], [class*='st-key-edit-heading-'])";
let reached = 0;
let typing = ""; // the key of the part whose box has the cursor, which may be replaced by the next drawing

document.addEventListener("focusin", ({ target }) => {
  const part = target.matches(BOX) && target.closest(PART);
  typing = part ? [...part.classList].find((name) => name.startsWith("st-key-")).slice("st-key-".length) : "";
});

export default function ({ data }) {
  if (data.number <= reached) return;
  reached = data.number;
  // who went on to another box meanwhile stays there, though it is drawn anew
  const wanted = typing || data.part;
  const until = Date.now() + PATIENCE;
  const look = () => {
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (isLost) document.querySelector(`.st-key-${CSS.escape(wanted)} :is(${BOX})`)?.focus();
    // a box that is replaced loses it once more
    if (Date.now() < until) setTimeout(look, 60);
  };
  look();
}
