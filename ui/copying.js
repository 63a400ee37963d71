// Copies the text that came as data. Where a page may not use the clipboard (http from afar), the older way is taken.

const SECONDS = 2;

export default function ({ data, parentElement }) {
  const [button, label, told] = ["button", ".copy-label", ".copy-told"].map((each) => parentElement.querySelector(each));
  button.title = data.title;
  button.onclick = async () => {
    const said = (await copied(data.text)) ? "Copied" : "Not copied";
    label.textContent = said;
    told.textContent = said;
    setTimeout(() => {
      label.textContent = "Copy";
      told.textContent = "";
    }, SECONDS * 1000);
  };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byCommand(text);
  }
}

function byCommand(text) {
  const [box, before] = [document.createElement("textarea"), document.activeElement];
  box.value = text;
  box.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  before?.focus();
  return done;
}
