// An axis of years that gives its room to the years in which things begin.

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const OUTLIERS = 0.02; // of the beginnings, which may lie before and after the bulk
const TAIL = 0.06; // of the axis, for all the years before the bulk, and as much for those after it
const SHORTEST_BULK = 30; // years

/** The years [from, to) in which all but the outliers begin; all years, where those take little room. */
function bulk(first, end, begun) {
  const kept = begun.length - Math.max(Math.floor(begun.length * OUTLIERS), begun.length > 9 ? 1 : 0);
  let [from, to] = [first, end];
  for (let at = 0; kept > 0 && at + kept <= begun.length; at += 1) {
    if (begun[at + kept - 1] + 1 - begun[at] < to - from) [from, to] = [begun[at], begun[at + kept - 1] + 1];
  }
  const missing = Math.max(SHORTEST_BULK - (to - from), 0);
  const room = (end - first) * TAIL * 2;
  from = Math.max(first, from - Math.ceil(missing / 2));
  to = Math.min(end, to + Math.ceil(missing / 2));
  return [from - first > room ? from : first, end - to > room ? to : end];
}

/** Stretches [from, to) without any beginning that are longer than a tenth of the whole. */
function emptyStretches(from, to, begun) {
  if (!begun.length) return [];
  const stops = [from, ...begun.filter((year) => year > from && year < to), to];
  const longest = Math.max(15, (to - from) * 0.1);
  return stops.slice(1).map((stop, at) => [stops[at] + 1, stop]).filter(([a, b]) => b - a > longest);
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/**
 * From years to pixels.  `begun` are the years in which relations begin, in order, one for each relation.
 * The bulk of them is drawn to scale, but for a long stretch in which nothing begins, which takes `gap`
 * pixels; so that a single early or late year does not waste the axis, what lies outside the bulk is short.
 */
export class Axis {
  constructor(first, last, begun, { left, right, gap }) {
    Object.assign(this, { first, last, left, right });
    const within = begun.filter((year) => year >= first && year <= last);
    const [from, to] = bulk(first, last + 1, within);
    const empty = emptyStretches(from, to, within);
    const tails = [[first, from], [to, last + 1]].filter(([a, b]) => b > a);
    const years = last + 1 - first - sum([...empty, ...tails].map(([a, b]) => b - a));
    const room = (right - left) * (1 - TAIL * tails.length);
    const isRoomy = empty.length && (room - empty.length * gap) / years > gap; // a year needs no more than a gap
    this.perYear = isRoomy ? gap : (room - empty.length * gap) / years;
    this.parts = [];
    let x = left;
    const add = (a, b, width, kind) => {
      if (b <= a) return;
      this.parts.push({ from: a, to: b, left: x, right: x + width, isShort: kind !== 'scale', isGap: kind === 'gap' });
      x += width;
    };
    let year = from;
    add(first, from, (right - left) * TAIL, 'tail');
    for (const [a, b] of empty) {
      add(year, a, (a - year) * this.perYear, 'scale');
      add(a, b, (room - years * this.perYear) / empty.length, 'gap');
      year = b;
    }
    add(year, to, (to - year) * this.perYear, 'scale');
    add(to, last + 1, (right - left) * TAIL, 'tail');
  }

  /** The pixel at which a year, which may have a fraction, begins. */
  at(year) {
    const part = this.parts.find((one) => year <= one.to) ?? this.parts.at(-1);
    const share = (Math.min(Math.max(year, this.first), this.last + 1) - part.from) / (part.to - part.from);
    return part.left + share * (part.right - part.left);
  }

  /** The year at a pixel. */
  yearAt(x) {
    const part = this.parts.find((one) => x < one.right) ?? this.parts.at(-1);
    const year = part.from + ((x - part.left) / (part.right - part.left)) * (part.to - part.from);
    return Math.min(Math.max(Math.floor(year), this.first), this.last);
  }

  /** Years to be named, at least `apart` pixels from each other. */
  ticks(apart) {
    const found = [];
    let free = -Infinity;
    for (const part of this.parts.filter((one) => !one.isGap)) {
      const perYear = (part.right - part.left) / (part.to - part.from);
      const step = STEPS.find((years) => years * perYear >= apart) ?? STEPS.at(-1);
      for (let year = Math.ceil(part.from / step) * step; year < part.to; year += step) {
        const x = this.at(year);
        if (x >= free) found.push({ year, x });
        free = Math.max(free, x + apart * 0.9);
      }
    }
    const head = found[0];
    if (!head || head.x - this.left >= apart * 0.9) found.unshift({ year: this.first, x: this.left });
    return found;
  }

  /** Where the axis is not to scale: the middle of an empty stretch, the inner end of what lies outside the bulk. */
  get breaks() {
    return this.parts.filter((part) => part.isShort)
      .map((part) => (part.isGap ? (part.left + part.right) / 2 : part.from === this.first ? part.right : part.left));
  }
}
