// Draws sentences with a chip behind each clause that is cited, and a card for each chip.
// Every text comes in as data and is put on the page as a text node: nothing in it is ever markup.

const CARD_DELAY = 120;
const CARD_STAYS = 180;
const OPENING = 4000;
const drawn = new WeakMap();
const abouts = new WeakMap();

export default function ({ data, key, parentElement, setTriggerValue }) {
  const card = new Card(parentElement.querySelector(".cited-card"), key);
  const page = { open: data.open, card, opened: (place) => setTriggerValue("opened", place) };
  const root = parentElement.querySelector(".cited");
  if (data.tables) drawAll(root, data.tables, drawTable);
  else drawAll(root, data.lines, drawLine);
  root.querySelectorAll("a.cited-chip").forEach((chip) => tend(chip, page));
  return () => card.hide();
}

// What is drawn already and has not changed stays as it is, so that nothing moves while an answer grows.
function drawAll(root, items, draw) {
  items.forEach((item, at) => {
    const told = JSON.stringify(item);
    const old = root.children[at];
    if (!old || drawn.get(old) !== told) {
      const made = draw(item);
      drawn.set(made, told);
      old ? old.replaceWith(made) : root.append(made);
    }
  });
  while (root.children.length > items.length) root.lastChild.remove();
}

function drawLine(line) {
  const sentence = element("p", "cited-sentence", { dir: "auto" });
  line.parts.forEach((part) => {
    if (part.text !== undefined) sentence.append(part.text);
    else sentence.append(gap(), drawChip(line.chips[part.chip]));
  });
  if (line.mark) sentence.append(gap(), drawMark(line.mark));
  const made = element("div", `cited-line is-${line.sort}`);
  made.append(sentence, ...line.stale.map(drawStale));
  return made;
}

// A space, and not a margin: at the start of a line it takes no room. In an element, it is no part of the sentence.
function gap() {
  return element("span", "cited-gap", {}, " ");
}

function drawChip(chip) {
  const made = drawLink("cited-chip", chip);
  made.append(element("span", "cited-unseen", {}, "source "));
  if (chip.number) made.append(element("span", "cited-number", {}, String(chip.number)));
  made.append(element("span", "cited-outlet", {}, chip.outlet), element("span", "cited-day", {}, `, ${chip.day}`));
  return made;
}

function drawLink(name, chip) {
  const made = element("a", name, { href: chip.href, target: "_self", "data-place": chip.place });
  abouts.set(made, chip);
  return made;
}

function drawTable(table) {
  const [head, body] = [element("tr"), element("tbody")];
  head.append(...table.columns.map((column) => element("th", "", { scope: "col" }, column)));
  body.append(...table.rows.map(drawRow));
  const made = element("table", "cited-table");
  const headed = element("thead");
  headed.append(head);
  made.append(element("caption", "cited-unseen", {}, table.caption), headed, body);
  const scrolls = element("div", "cited-scrolls", { tabindex: "0", role: "region", "aria-label": table.caption });
  scrolls.append(made);
  return scrolls;
}

function drawRow(cells) {
  const made = element("tr");
  made.append(...cells.map(drawCell));
  return made;
}

function drawCell(cell) {
  const made = element("td", cell.sort ? `is-${cell.sort}` : "", { dir: "auto" });
  if (cell.link) {
    const link = drawLink("cited-chip is-value", cell.link);
    link.append(cell.text);
    made.append(link);
  } else made.append(cell.text);
  if (cell.note) made.append(" ", element("span", "cited-note", {}, cell.note));
  made.append(...cell.chips.map(drawChip));
  return made;
}

function drawMark(mark) {
  const made = element("span", `cited-mark is-${mark.sort}`);
  made.append(" ", element("span", "cited-sign", { "aria-hidden": "true" }), mark.text);
  return made;
}

function drawStale(found) {
  const made = element("div", "cited-stale", {}, found.text);
  if (found.href) made.append(" ", element("a", "", { href: found.href, target: "_self" }, "What changed"));
  return made;
}

function tend(chip, page) {
  const about = abouts.get(chip);
  mark(chip, about.place === page.open);
  chip.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    page.card.hide();
    document.querySelectorAll("a.cited-chip").forEach((other) => mark(other, other.dataset.place === about.place));
    stay(chip, chip.getBoundingClientRect().top);
    page.opened(about.place);
  };
  chip.onpointerenter = (event) => event.pointerType === "mouse" && page.card.soon(chip, about);
  chip.onpointerleave = () => page.card.later();
  chip.onfocus = () => chip.matches(":focus-visible") && page.card.show(chip, about);
  chip.onblur = () => page.card.later();
  chip.onkeydown = (event) => {
    if (event.key === "Escape" && page.card.isShown) {
      event.stopPropagation();
      page.card.hide();
    }
  };
}

function mark(chip, isOpen) {
  chip.classList.toggle("is-open", isOpen);
  isOpen ? chip.setAttribute("aria-current", "location") : chip.removeAttribute("aria-current");
}

// The reader opens beside and makes the column narrower: the sentence that was clicked stays where it is.
function stay(chip, height) {
  const page = chip.closest('[data-testid="stMain"]');
  if (!page) return;
  const watched = new ResizeObserver(() => {
    page.scrollTop += chip.getBoundingClientRect().top - height;
  });
  const done = () => watched.disconnect();
  watched.observe(chip.closest(".cited"));
  ["wheel", "touchmove", "keydown"].forEach((moved) => page.addEventListener(moved, done, { once: true, passive: true }));
  setTimeout(done, OPENING);
}

class Card {
  constructor(root, key) {
    this.root = root;
    root.id = `card-${key}`;
    root.onpointerenter = () => clearTimeout(this.timer);
    root.onpointerleave = () => this.later();
  }

  get isShown() {
    return this.root.matches(":popover-open");
  }

  soon(chip, about) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(chip, about), CARD_DELAY);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), CARD_STAYS);
  }

  hide() {
    clearTimeout(this.timer);
    if (this.isShown) this.root.hidePopover();
  }

  show(chip, about) {
    clearTimeout(this.timer);
    if (!chip.isConnected) return;
    this.root.replaceChildren(...drawCard(about));
    chip.setAttribute("aria-describedby", this.root.id);
    if (!this.isShown) this.root.showPopover();
    this.place(chip);
  }

  place(chip) {
    const lines = chip.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const [width, height] = [this.root.offsetWidth, this.root.offsetHeight];
    const below = last.bottom + 6;
    const top = below + height < window.innerHeight ? below : Math.max(8, first.top - height - 6);
    const left = Math.max(8, Math.min(last.left, window.innerWidth - width - 8));
    this.root.style.top = `${top}px`;
    this.root.style.left = `${left}px`;
  }
}

function drawCard(about) {
  const quote = element("blockquote", "card-words", { dir: "auto" });
  quote.append(about.before, element("mark", "", {}, about.quote), about.after);
  const parts = [
    element("div", "card-source", {}, `${about.outlet} · ${about.date}`),
    element("div", "card-title", { dir: "auto" }, about.title),
    ...(about.quote ? [quote] : []),
  ];
  if (about.verdict) parts.push(element("div", `card-verdict is-${about.sort}`, {}, about.verdict));
  if (about.sources) parts.push(element("div", "card-sources", {}, about.sources));
  return parts;
}

function element(tag, name, attributes = {}, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text) made.append(text);
  return made;
}
