// Dates as text and as days: as graph/edtf.py reads them, and graph/wording.py says them.
//
// A day is a proleptic Gregorian ordinal, 1 is 0001-01-01; a window is [earliest, latest].

export const BEGINNING = 0; // no bound known
export const END_OF_TIME = 3652060;
export const LOST = END_OF_TIME + 1;

const ACCEPTED = 'accepted: 1950-01-31, 1950-01, 1950, seasons 1950-21 to 1950-24, 196X, 19XX, each also with ~ ? or %, '
  + 'A/B with .. or nothing for an open side, [A..B]; years 0001 to 9999';
const DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;
const SEASONS = { 21: 3, 22: 6, 23: 9, 24: 12 }; // their first months
const DAY = 864e5;
const UNIX_EPOCH = 719163; // 1970-01-01
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The first day of a year, as a proleptic Gregorian ordinal (1 is 0001-01-01). */
export function firstDay(year) {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + 1;
}

/** The year of such a day. */
export function yearOf(day) {
  const guess = Math.floor(day / 365.2425) + 1;
  if (day < firstDay(guess)) return guess - 1;
  return day >= firstDay(guess + 1) ? guess + 1 : guess;
}

/** What the reader has to put right. */
export class UsageError extends Error {
  constructor(message, hint = '') {
    super(message);
    this.hint = hint;
  }
}

/** "1950-01-31" for a day, null where there is no bound. */
export function dayToIso(day) {
  return BEGINNING < day && day < END_OF_TIME ? new Date((day - UNIX_EPOCH) * DAY).toISOString().slice(0, 10) : null;
}

/** The day of a year, a month (13 and more are the next year's) and a day of the month. */
const toDay = (year, month, day) => new Date(0).setUTCFullYear(year, month - 1, day) / DAY + UNIX_EPOCH;

const refusal = (text) => new UsageError(`'${text}' is not a date that can be read`, ACCEPTED);

/** First and last day of a period that the reader names, open where a side is; UsageError if it cannot be read. */
export function parsePeriod(given) {
  const text = given.trim();
  const sides = splitSides(text);
  if (!sides) return single(text, text);
  const earliest = sides[0] ? single(sides[0], text)[0] : BEGINNING;
  const latest = sides[1] ? single(sides[1], text)[1] : END_OF_TIME;
  if (earliest > latest) throw new UsageError(`'${text}': the second date lies before the first`);
  return [earliest, latest];
}

/** Both sides of "A/B" or "[A..B]", "" for an open one; null for a single date. */
function splitSides(text) {
  const set = /^\[(.*?)\.\.(.*)\]$/s.exec(text);
  if (set) {
    if (!set.slice(1).every((part) => part === '' || DATE.test(part)) || !(set[1] || set[2])) throw refusal(text);
    return set.slice(1);
  }
  if (!text.includes('/')) return null;
  const cut = text.indexOf('/');
  const sides = [text.slice(0, cut), text.slice(cut + 1)];
  if (!sides[0] && !sides[1]) throw refusal(text);
  return sides.map((side) => (side === '..' ? '' : side));
}

/** The day of "1950-01-31"; null where there is no such day. */
export function dayOf(text) {
  if (DATE.exec(text)?.[3] === undefined) return null;
  const day = toDay(...text.split('-').map(Number));
  return dayToIso(day) === text ? day : null;
}

/** The window of one date without sides; `whole` is named where it is refused. */
function single(part, whole) {
  const bare = part.replace(/[~?%]$/, '');
  if (/^[0-9]{2}[0-9X]X$/.test(bare)) {
    const known = bare.replace(/X+$/, '');
    const years = 10 ** (4 - known.length);
    return months(Number(known) * years, 1, 12 * years);
  }
  const parsed = DATE.exec(bare);
  if (!parsed || parsed[1] === '0000') throw refusal(whole);
  const [year, month, day] = parsed.slice(1).map((digits) => (digits === undefined ? null : Number(digits)));
  if (month === null) return months(year, 1, 12);
  if (day === null && SEASONS[month]) return months(year, SEASONS[month], 3);
  if (month < 1 || month > 12) throw refusal(whole);
  if (day === null) return months(year, month, 1);
  if (day < 1 || toDay(year, month, day) >= toDay(year, month + 1, 1)) throw refusal(whole);
  return [toDay(year, month, day), toDay(year, month, day)];
}

/** Some months from the given one on, as far as they lie within the years 1 to 9999. */
function months(year, month, number) {
  return [Math.max(toDay(year, month, 1), 1), Math.min(toDay(year, month + number, 1), END_OF_TIME) - 1];
}

// In words -------------------------------------------------------------------------------------------

/** A window of days in English, by the coarsest dates that say exactly the same. */
export function windowInWords([earliest, latest]) {
  const [first, last] = [dayToIso(earliest), dayToIso(latest)];
  if (first === null && last === null) return 'at an unknown date';
  const decade = Math.floor(Number(first?.slice(0, 4)) / 10) * 10;
  if (decade && earliest === firstDay(decade) && latest === firstDay(decade + 10) - 1) return `the ${decade}s`;
  const lengths = [4, 7, 10];
  const says = (length) => (first === null || single(first.slice(0, length), first)[0] === earliest)
    && (last === null || single(last.slice(0, length), last)[1] === latest);
  const length = lengths.find(says);
  return sidesInWords(first?.slice(0, length), last?.slice(0, length));
}

function sidesInWords(first, last) {
  if (!first) return `by ${singleInWords(last)}`;
  if (!last) return `${singleInWords(first)} or later`;
  if (first === last) return singleInWords(first);
  return `between ${withoutRepetition(first, last)} and ${singleInWords(last)}`;
}

/** "31 January 1950", "January 1950" or "1950". */
export function singleInWords(bare) {
  const [year, month, day] = bare.split('-').map(Number);
  return [day, MONTHS[month - 1], year].filter((part) => part !== undefined).join(' ');
}

/** `first` without the year, or month and year, that `last` is going to say. */
function withoutRepetition(first, last) {
  const words = singleInWords(first);
  if (first.length < 7 || first.slice(0, 4) !== last.slice(0, 4)) return words;
  if (first.length === 10 && first.slice(0, 7) === last.slice(0, 7)) return String(Number(first.slice(8)));
  return words.slice(0, words.lastIndexOf(' '));
}

/** A date in words with the preposition that it needs. */
export function adverbial(words) {
  if (/^(by|between|at) /.test(words)) return words;
  return `${/^\d+ [A-Z]/.test(words) ? 'on' : 'in'} ${words}`;
}
