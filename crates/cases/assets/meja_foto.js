// The boxes over a photo: arrows lead from box to box, and a pointer ticks what it is drawn over. They work without this file.

const grid = document.querySelector(".cover [data-columns]");

const boxes = () => [...grid.querySelectorAll("input")];

/** Where an arrow leads from a box; a row ends at its edge. */
function next(at, key) {
  const columns = Number(grid.dataset.columns);
  switch (key) {
    case "ArrowLeft": return at % columns === 0 ? at : at - 1;
    case "ArrowRight": return at % columns === columns - 1 ? at : at + 1;
    case "ArrowUp": return at - columns;
    case "ArrowDown": return at + columns;
    default: return at;
  }
}

function onArrow(event) {
  const all = boxes();
  const to = all[next(all.indexOf(event.target), event.key)];
  if (to === undefined || to === event.target) return;
  event.preventDefault();
  to.focus();
}

/** Draws: every box that the pointer comes over becomes what the first one became. */
function onDraw(event) {
  const first = event.target.closest("input");
  if (first === null || event.pointerType === "touch" || event.button !== 0) return;
  const isCovered = !first.checked;
  let isDrawn = false;
  const over = (move) => {
    const box = document.elementFromPoint(move.clientX, move.clientY)?.closest(".cover input");
    if (!box || box === first && !isDrawn) return;
    isDrawn = true;
    first.checked = box.checked = isCovered;
  };
  const end = () => {
    removeEventListener("pointermove", over);
    if (!isDrawn) return;
    // Where it ends on the first box that is a click, too, which would turn it round again.
    const hold = (click) => click.preventDefault();
    addEventListener("click", hold, { capture: true });
    setTimeout(() => removeEventListener("click", hold, { capture: true }));
  };
  addEventListener("pointermove", over);
  addEventListener("pointerup", end, { once: true });
}

if (grid !== null) {
  grid.addEventListener("keydown", onArrow);
  grid.addEventListener("pointerdown", onDraw);
}
