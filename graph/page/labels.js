// Placing the labels of the network: in one size at every zoom, none over another, none over a symbol.

export const FONT = '"Helvetica Neue", Arial, "Liberation Sans", sans-serif';
export const SIZE = 13;
export const LINE = 15;
const GAP = 2;
const CELL = 64;
const LONGEST = 30; // characters of a line, where a name is set in fewer lines than it was
const RESET = 1.2; // what another setting of the lines costs

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
  if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) return false;
  const [dx, dy] = [x2 - x1, y2 - y1];
  let [from, to] = [0, 1];
  if (dx !== 0) {
    const [one, other] = [(left - x1) / dx, (right - x1) / dx];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  if (dy !== 0) {
    const [one, other] = [(top - y1) / dy, (bottom - y1) / dy];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to;
}

/** What a place is worth less for not being the first, and for each line that runs through it. */
const costOf = (box, rank, lines) => (rank ? 0.7 + rank * 0.1 : 0) + crossings(box, lines);

const isWithin = (box, bounds) => box[0] >= bounds[0] && box[1] >= bounds[1] && box[2] <= bounds[2] && box[3] <= bounds[3];

/** A name as it is set by default, and in fewer and in more lines. */
function settings(text) {
  const words = text.split(/\s+/);
  const sets = [text];
  for (let lines = 1; lines <= Math.min(words.length, 4); lines++) {
    const set = inLines(words, lines);
    if (!sets.includes(set) && Math.max(...set.split('\n').map((line) => line.length)) <= LONGEST) sets.push(set);
  }
  return sets;
}

/** Words in so many lines, the longest as short as can be. */
function inLines(words, lines) {
  if (lines === 1) return words.join(' ');
  let best = null;
  for (let first = 1; first <= words.length - lines + 1; first++) {
    const rest = inLines(words.slice(first), lines - 1);
    const set = `${words.slice(0, first).join(' ')}\n${rest}`;
    const longest = Math.max(...set.split('\n').map((line) => line.length));
    if (!best || longest < best.longest) best = { set, longest };
  }
  return best.set;
}

/** The lines that run through what some boxes take up together. */
function linesNear(options, lines) {
  const reach = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of options) {
    for (const side of [0, 1]) reach[side] = Math.min(reach[side], box[side]);
    for (const side of [2, 3]) reach[side] = Math.max(reach[side], box[side]);
  }
  return lines.filter((line) => crosses(reach, line));
}

function choices(spot, lines, symbols, bounds, isCareful) {
  const all = (isCareful ? settings(spot.text) : [spot.text]).flatMap((text, setting) => {
    const size = extent(text, spot.bold);
    return candidates(spot, size)
      .map(([left, top]) => [left - GAP, top, left + size[0] + GAP, top + size[1]])
      .map((box, rank) => ({ box, text, rank, setting }));
  });
  const near = linesNear(all, lines);
  const within = all.filter(({ box }) => !bounds || isWithin(box, bounds));
  for (const option of within) option.cost = costOf(option.box, option.rank, near) + (option.setting ? RESET : 0);
  const free = within.filter(({ box }) => !symbols.hits(box, spot.id));
  return free.length || !spot.must ? free : within;
}

/** Which label has which of its places, as they are tried out. */
class Arrangement {
  constructor(options) {
    this.options = options;
    this.placed = new Map();
    this.taken = new Taken();
  }

  put(id, option) {
    this.lift(id);
    this.placed.set(id, option);
    this.taken.add(option.box, id);
  }

  lift(id) {
    if (this.placed.has(id)) this.taken.remove(this.placed.get(id).box, id);
    this.placed.delete(id);
  }

  restore(placed) {
    this.taken = new Taken();
    this.placed = new Map();
    placed.forEach((option, id) => this.put(id, option));
  }

  /** Give a label the best place that is free; whether there was one. */
  settle(id) {
    let found = null;
    for (const option of this.options.get(id)) {
      if ((!found || option.cost < found.cost) && !this.taken.hits(option.box, id)) found = option;
    }
    if (found) this.put(id, found);
    return found !== null;
  }

  /** Give a label a place that one or two others hold, if they can go elsewhere, in `depth` moves. */
  pushIn(id, depth, fixed = new Set()) {
    for (const option of this.options.get(id)) {
      const holders = this.taken.holders(option.box).filter((holder) => holder !== id);
      if (holders.length > 2 || holders.some((holder) => fixed.has(holder))) continue;
      const before = new Map(this.placed);
      holders.forEach((holder) => this.lift(holder));
      this.put(id, option);
      const stay = new Set([...fixed, id]);
      if (holders.every((holder) => this.settle(holder) || (depth > 1 && this.pushIn(holder, depth - 1, stay)))) return true;
      this.restore(before);
    }
    return false;
  }
}

/**
 * Labels for `spots` ({ id, x, y, radius, text, bold, must }, most important first), as boxes relative
 * to their symbol; what finds no room is left out; what `must` have one may cover a symbol.  `lines`
 * are kept clear where there is a choice; with care, names are set anew where that helps, and labels
 * make room for each other.  Within `bounds`, if there are any, nothing is cut, and
 * `obstacle` is left free.
 */
export function placeLabels(spots, lines, isCareful, bounds = null, obstacle = null) {
  const symbols = new Taken();
  for (const { id, x, y, radius } of spots) symbols.add([x - radius, y - radius, x + radius, y + radius], id);
  if (obstacle) symbols.add(obstacle, null);
  const arrangement = new Arrangement(new Map(spots.map((spot) => [spot.id, choices(spot, lines, symbols, bounds, isCareful)])));
  spots.forEach(({ id }) => arrangement.settle(id));
  if (isCareful) improve(arrangement, spots.map(({ id }) => id));
  const { placed } = arrangement;
  const relative = ({ x, y }, { text, box: [left, top, right, bottom] }) => ({ text, left: left - x, top: top - y, right: right - x, bottom: bottom - y });
  return new Map(spots.filter(({ id }) => placed.has(id)).map((spot) => [spot.id, relative(spot, placed.get(spot.id))]));
}

/** Let every label look again for a better place, and those without one push in. */
function improve(arrangement, ids) {
  for (let round = 0; round < 4; round++) {
    const missing = ids.filter((id) => !arrangement.placed.has(id));
    const depth = missing.length <= 8 ? 3 : 1;
    missing.forEach((id) => arrangement.settle(id) || arrangement.pushIn(id, depth));
    ids.filter((id) => arrangement.placed.has(id)).forEach((id) => arrangement.settle(id));
  }
}

/** Draw one label; `x`, `y` is its symbol's place in pixels of the screen. */
export function drawLabel(context, bold, box, x, y, ink, paper) {
  context.font = font(bold);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const middle = x + (box.left + box.right) / 2;
  box.text.split('\n').forEach((line, row) => {
    const baseline = y + box.top + LINE * (row + 0.5);
    context.lineWidth = 4;
    context.strokeStyle = paper;
    context.strokeText(line, middle, baseline);
    context.fillStyle = ink;
    context.fillText(line, middle, baseline);
  });
}
