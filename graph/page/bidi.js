// Names that run from right to left, in text that has no room for an element: tooltips, announcements, titles.

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/g; // which would end ours

/** A text that does not change the order of what stands around it, as `<bdi>` would have it. */
export const isolated = (text) => (RIGHT_TO_LEFT.test(text) ? `\u2068${text.replace(ISOLATES, '')}\u2069` : text);
