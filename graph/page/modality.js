// How a text says a thing, where it does not plainly assert it: in words, and as a mark on the line.

/** What is said of such a relation; what is asserted needs no word. */
export const MODALITIES = { negated: 'said not to be so', intended: 'intended or claimed', reported: 'reported, not vouched for' };

/** The marks, as paths around (0, 0) in pixels: a cross, a diamond, a square; all of them open. */
export const MARKS = { negated: 'M-5 -5L5 5M-5 5L5 -5', intended: 'M0 -5.5L5.5 0L0 5.5L-5.5 0Z', reported: 'M-4 -4H4V4H-4Z' };

/** Half the distance of the two thin lines that are drawn for a line of which nothing is asserted. */
export const gapOf = (width) => width / 2 + 0.9;
