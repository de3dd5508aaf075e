// An axis of years on which long stretches without a beginning are drawn short.

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * From years to pixels: `begun` are the years in which something begins; a stretch without any that
 * is longer than a tenth of the axis takes `gap` pixels.
 */
export class Axis {
  constructor(first, last, begun, { left, right, gap }) {
    Object.assign(this, { first, last, left, right });
    const stops = [first, ...begun.filter((year) => year > first && year < last), last + 1];
    const longest = Math.max(15, (last - first) * 0.1);
    const gaps = stops.slice(1).map((stop, at) => [stops[at] + 1, stop]).filter(([from, to]) => to - from > longest);
    const years = last + 1 - first - gaps.reduce((sum, [from, to]) => sum + to - from, 0);
    this.perYear = (right - left - gaps.length * gap) / years;
    this.parts = [];
    let [year, x] = [first, left];
    for (const [to, isGap] of [...gaps.flatMap(([a, b]) => [[a, false], [b, true]]), [last + 1, false]]) {
      const width = isGap ? gap : (to - year) * this.perYear;
      if (to > year) this.parts.push({ from: year, to, left: x, right: x + width, isGap });
      [year, x] = [to, x + width];
    }
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
    const step = STEPS.find((years) => years * this.perYear >= apart) ?? STEPS.at(-1);
    const found = [];
    let free = -Infinity;
    for (const part of this.parts.filter((one) => !one.isGap)) {
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

  get breaks() {
    return this.parts.filter((part) => part.isGap).map((part) => (part.left + part.right) / 2);
  }
}
