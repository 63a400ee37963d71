// Times and shifts of the layout, kept by the page itself: nothing of the way to whoever asks for them is in them.
window.clock = {pressed: 0, marks: {}, shifts: []};
addEventListener("keydown", (event) => { if (event.key === "Enter") clock.pressed = event.timeStamp; }, true);
addEventListener("click", (event) => { clock.pressed = event.timeStamp; }, true);
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) clock.shifts.push([each.startTime, each.value, each.hadRecentInput]);
}).observe({type: "layout-shift", buffered: true});

// the moment at which something is first there, by its name; `text` and `inView` narrow what counts
clock.mark = (name, selector, {text = "", inView = false} = {}) => {
  const words = new RegExp(text);
  const counts = (each) => {
    const box = each.getBoundingClientRect();
    return box.height > 0 && words.test(each.textContent) && (!inView || (box.bottom > 0 && box.top < innerHeight));
  };
  delete clock.marks[name];
  const look = () => {
    if ([...document.querySelectorAll(selector)].some(counts)) clock.marks[name] = performance.now();
    else requestAnimationFrame(look);
  };
  look();
};
clock.mark("box", '[data-testid="stChatInputTextArea"]');
