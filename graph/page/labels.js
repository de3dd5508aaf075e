// Placing the labels of the network: in one size at every zoom, none over another, none over a symbol.

export const FONT = '"Helvetica Neue", Arial, "Liberation Sans", sans-serif';
export const SIZE = 13;
export const LINE = 15;
const GAP = 2;
const FAR = 13; // pixels from a symbol to a label that finds no place beside it
const CELL = 64;
const ROW = 2 ** 20; // more cells than a column has
const LONGEST = 30; // characters of a line, where a name is set in fewer lines than it was
const RESET = 1.2; // what another setting of the lines costs

const ruler = document.createElement('canvas').getContext('2d');
const measured = new Map();
let rulerIsBold = null;

const font = (bold) => `${bold ? '600 ' : ''}${SIZE}px ${FONT}`;

/** Width and height of a label in pixels. */
function extent(text, bold) {
  const key = `${bold ? 1 : 0}${text}`;
  if (!measured.has(key)) {
    if (bold !== rulerIsBold) ruler.font = font(bold); // which takes long
    rulerIsBold = bold;
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

  /** Whether any cell that a box touches passes the test. */
  some([x1, y1, x2, y2], test) {
    const [right, bottom] = [Math.floor(x2 / CELL), Math.floor(y2 / CELL)];
    for (let i = Math.floor(x1 / CELL); i <= right; i++) {
      for (let j = Math.floor(y1 / CELL); j <= bottom; j++) if (test(i * ROW + j)) return true;
    }
    return false;
  }

  add(box, owner) {
    this.some(box, (key) => {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push({ box, owner });
    });
  }

  remove(box, owner) {
    this.some(box, (key) => {
      this.cells.set(key, this.cells.get(key).filter((held) => held.owner !== owner));
    });
  }

  /** Whose boxes overlap this one. */
  holders(box) {
    const found = new Set();
    this.some(box, (key) => {
      for (const held of this.cells.get(key) ?? []) if (overlap(box, held.box)) found.add(held.owner);
    });
    return [...found];
  }

  hits(box, owner) {
    return this.some(box, (key) => this.cells.get(key)?.some((held) => held.owner !== owner && overlap(box, held.box)));
  }
}

/** Where a label may stand, best first: below, above, beside, slid along these, at last farther off. */
function candidates({ x, y, radius }, [width, height]) {
  const places = [];
  for (const near of [radius + GAP, radius + FAR]) {
    const rows = [y + near, y - near - height];
    const columns = [x + near + GAP, x - near - GAP - width];
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

/** A place of a label; what is reckoned, is when it is asked for: most places are never looked at. */
class Place {
  /** `least`: what it is worth less for not being the first. */
  constructor(label, text, box, least, near) {
    Object.assign(this, { label, text, box, least, near });
  }

  /** To which comes what it is worth less for each line that runs through it. */
  get cost() {
    this.known ??= this.least + crossings(this.box, this.near);
    return this.known;
  }

  get isFree() {
    this.clear ??= !this.label.symbols.hits(this.box, this.label.spot.id);
    return this.clear || this.label.covers;
  }
}

/** What the label of a spot can be chosen from. */
class Label {
  constructor(spot, lines, symbols, bounds, isCareful) {
    Object.assign(this, { spot, lines, symbols, bounds, isCareful, sets: [], covers: false });
    this.covers = spot.must && ![...this.places()].some((place) => place.isFree);
  }

  /** Its places, setting by setting of its lines, of each the best first; a setting that costs `most()` or more is left out. */
  * places(most = () => Infinity) {
    yield* this.set(0, this.spot.text);
    if (!this.isCareful || RESET >= most()) return;
    this.texts ??= settings(this.spot.text);
    for (let at = 1; at < this.texts.length && RESET < most(); at++) yield* this.set(at, this.texts[at]);
  }

  set(at, text) {
    this.sets[at] ??= this.laid(text, at ? RESET : 0);
    return this.sets[at];
  }

  laid(text, least) {
    const { spot, bounds } = this;
    const [width, height] = extent(text, spot.bold);
    const [wide, high] = [spot.radius + FAR + 2 * GAP + width, spot.radius + FAR + height];
    const near = this.lines.filter((line) => crosses([spot.x - wide, spot.y - high, spot.x + wide, spot.y + high], line));
    return candidates(spot, [width, height])
      .map(([left, top], rank) => new Place(this, text, [left - GAP, top, left + width + GAP, top + height], (rank ? 0.7 + rank * 0.1 : 0) + least, near))
      .filter(({ box }) => !bounds || isWithin(box, bounds));
  }
}

/** Which label has which of its places, as they are tried out. */
class Arrangement {
  constructor(labels) {
    this.labels = labels;
    this.placed = new Map();
    this.taken = new Taken();
  }

  put(id, place) {
    this.lift(id);
    this.placed.set(id, place);
    this.taken.add(place.box, id);
  }

  lift(id) {
    if (this.placed.has(id)) this.taken.remove(this.placed.get(id).box, id);
    this.placed.delete(id);
  }

  restore(placed) {
    this.taken = new Taken();
    this.placed = new Map();
    placed.forEach((place, id) => this.put(id, place));
  }

  /** Give a label the best place that is free; whether there was one. */
  settle(id) {
    let found = null;
    for (const place of this.labels.get(id).places(() => found?.cost ?? Infinity)) {
      const isBetter = !found || (place.least < found.cost && place.cost < found.cost);
      if (isBetter && place.isFree && !this.taken.hits(place.box, id)) found = place;
    }
    if (found) this.put(id, found);
    return found !== null;
  }

  /** Give a label a place that one or two others hold, if they can go elsewhere, in `depth` moves. */
  pushIn(id, depth, fixed = new Set()) {
    for (const place of this.labels.get(id).places()) {
      if (!place.isFree) continue;
      const holders = this.taken.holders(place.box).filter((holder) => holder !== id);
      if (holders.length > 2 || holders.some((holder) => fixed.has(holder))) continue;
      const before = new Map(this.placed);
      holders.forEach((holder) => this.lift(holder));
      this.put(id, place);
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
  const arrangement = new Arrangement(new Map(spots.map((spot) => [spot.id, new Label(spot, lines, symbols, bounds, isCareful)])));
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
