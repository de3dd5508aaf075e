// Placing the labels of the network: in one size at every zoom, none over another, none over a symbol.

export const FONT = '"Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const SIZE = 13;
const LINE = 15;
const GAP = 2;
const CELL = 64;

const ruler = document.createElement('canvas').getContext('2d');
const measured = new Map();

const font = (bold) => `${bold ? '600 ' : ''}${SIZE}px ${FONT}`;

/** Width and height of a label in pixels. */
function extent(text, bold) {
  const key = `${bold ? 1 : 0}${text}`;
  if (!measured.has(key)) {
    ruler.font = font(bold);
    const lines = text.split('\n');
    measured.set(key, [Math.max(...lines.map((line) => ruler.measureText(line).width)), LINE * lines.length]);
  }
  return measured.get(key);
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Boxes already taken, in a grid, so that a look at the neighbourhood is enough. */
class Taken {
  constructor() {
    this.cells = new Map();
  }

  * around([x1, y1, x2, y2]) {
    for (let i = Math.floor(x1 / CELL); i <= Math.floor(x2 / CELL); i++) {
      for (let j = Math.floor(y1 / CELL); j <= Math.floor(y2 / CELL); j++) yield `${i},${j}`;
    }
  }

  add(box, owner) {
    for (const key of this.around(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([box, owner]);
    }
  }

  remove(box, owner) {
    for (const key of this.around(box)) {
      this.cells.set(key, this.cells.get(key).filter(([, of]) => of !== owner));
    }
  }

  /** Whose boxes overlap this one. */
  holders(box) {
    const found = new Set();
    for (const key of this.around(box)) {
      for (const [other, of] of this.cells.get(key) ?? []) if (overlap(box, other)) found.add(of);
    }
    return [...found];
  }

  hits(box, owner) {
    for (const key of this.around(box)) {
      for (const [other, of] of this.cells.get(key) ?? []) {
        if (of !== owner && overlap(box, other)) return true;
      }
    }
    return false;
  }
}

/** Where a label may stand, best first: below, above, beside, slid along these, at last farther off. */
function candidates({ x, y, radius }, [width, height]) {
  const places = [];
  for (const near of [radius + GAP, radius + 13]) {
    const rows = [y + near, y - near - height];
    const columns = [x + near + 2, x - near - 2 - width];
    for (const slide of [0, -0.3, 0.3, -0.5, 0.5]) {
      for (const top of rows) places.push([x - width / 2 + slide * width, top]);
      for (const left of columns) places.push([left, y - height / 2 + slide * height]);
    }
  }
  return places;
}

/** How many of the lines run through a box. */
function crossings(box, lines) {
  let crossed = 0;
  for (const line of lines) if (crosses(box, line)) crossed += 1;
  return crossed;
}

function crosses([left, top, right, bottom], [x1, y1, x2, y2]) {
  let from = 0;
  let to = 1;
  for (const [step, low, high] of [[x2 - x1, left - x1, right - x1], [y2 - y1, top - y1, bottom - y1]]) {
    if (step === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    from = Math.max(from, Math.min(low / step, high / step));
    to = Math.min(to, Math.max(low / step, high / step));
  }
  return from < to;
}

/** What a place is worth less for not being the first, and for each line that runs through it. */
const costOf = (box, rank, lines) => (rank ? 0.7 + rank * 0.1 : 0) + crossings(box, lines);

const isWithin = (box, bounds) => box[0] >= bounds[0] && box[1] >= bounds[1] && box[2] <= bounds[2] && box[3] <= bounds[3];

function choices(spot, lines, symbols, bounds) {
  const size = extent(spot.text, spot.bold);
  const all = candidates(spot, size)
    .map(([left, top]) => [left - GAP, top, left + size[0] + GAP, top + size[1]])
    .map((box, rank) => ({ box, cost: costOf(box, rank, lines) }))
    .filter(({ box }) => !bounds || isWithin(box, bounds));
  const free = all.filter(({ box }) => !symbols.hits(box, spot.id));
  return free.length || !spot.must ? free : all;
}

/** The best place for a label, given all others; null if it has none. */
function best(options, taken, id) {
  let found = null;
  for (const option of options) {
    if ((!found || option.cost < found.cost) && !taken.hits(option.box, id)) found = option;
  }
  return found;
}

/**
 * Labels for `spots` ({ id, x, y, radius, text, bold, must }, most important first), as boxes relative to
 * their symbol; what finds no room is left out;
 * what `must` have one may cover a symbol.  Within `bounds`, if there are any, nothing is cut.  `lines` are kept clear where there is a choice.
 *
 * Each label takes the best place left; one that finds none may push out a single other that has
 * somewhere else to go; then each looks once more whether it can do better.
 */
export function placeLabels(spots, lines, bounds = null) {
  const symbols = new Taken();
  for (const { id, x, y, radius } of spots) symbols.add([x - radius, y - radius, x + radius, y + radius], id);
  const options = new Map(spots.map((spot) => [spot.id, choices(spot, lines, symbols, bounds)]));
  const taken = new Taken();
  const placed = new Map();
  const put = (id, option) => {
    if (placed.has(id)) taken.remove(placed.get(id).box, id);
    placed.set(id, option);
    taken.add(option.box, id);
  };
  for (const { id } of spots) {
    const found = best(options.get(id), taken, id);
    if (found) put(id, found);
  }
  const few = spots.length <= 200;
  for (let round = 0; few && round < 4; round++) {
    for (const { id } of spots) {
      const found = best(options.get(id), taken, id);
      if (found) put(id, found);
      else pushIn(id, options, taken, placed, put);
    }
  }
  const relative = (spot, [left, top, right, bottom]) => ({ left: left - spot.x, top: top - spot.y, right: right - spot.x, bottom: bottom - spot.y });
  return new Map(spots.filter(({ id }) => placed.has(id)).map((spot) => [spot.id, relative(spot, placed.get(spot.id).box)]));
}

/** Give a label without a place one that others hold, if each of them has another to go to. */
function pushIn(id, options, taken, placed, put) {
  for (const option of options.get(id)) {
    const holders = taken.holders(option.box);
    if (holders.length > 2) continue;
    const before = holders.map((holder) => placed.get(holder));
    holders.forEach((holder) => taken.remove(placed.get(holder).box, holder));
    taken.add(option.box, id);
    placed.set(id, option);
    const moved = [];
    for (const holder of holders) {
      placed.delete(holder);
      const found = best(options.get(holder), taken, holder);
      if (!found) break;
      put(holder, found);
      moved.push(holder);
    }
    if (moved.length === holders.length) return;
    moved.forEach((holder) => taken.remove(placed.get(holder).box, holder));
    taken.remove(option.box, id);
    placed.delete(id);
    holders.forEach((holder, at) => {
      placed.set(holder, before[at]);
      taken.add(before[at].box, holder);
    });
  }
}

/** Draw one label; `x`, `y` is its symbol's place in pixels of the screen. */
export function drawLabel(context, { text, bold }, box, x, y, ink, paper) {
  context.font = font(bold);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const middle = x + (box.left + box.right) / 2;
  text.split('\n').forEach((line, row) => {
    const baseline = y + box.top + LINE * (row + 0.5);
    context.lineWidth = 4;
    context.strokeStyle = paper;
    context.strokeText(line, middle, baseline);
    context.fillStyle = ink;
    context.fillText(line, middle, baseline);
  });
}
