/** The signs of states, drawn: not every device has a font with them. */

const SVG = "http://www.w3.org/2000/svg";

/** Lines in a square of 16. */
const PATHS = {
  pencil: "M3 13l1-3 7-7 2 2-7 7-3 1z",
  clock: "M8 2a6 6 0 1 0 .01 0M8 5v3l2 2",
  inbox: "M8 2v6M5.5 5.5L8 8l2.5-2.5M2 9v4h12V9M2 9h3l1 2h4l1-2h3",
  check: "M3 8l3.5 3.5L13 5",
  fork: "M8 14V9L3 4M8 9l5-5M3 7V4h3M13 7V4h-3",
  flag: "M4 14V2h8l-2 3 2 3H4",
  cross: "M8 2a6 6 0 1 0 .01 0M5.5 5.5l5 5M10.5 5.5l-5 5",
  pause: "M5.5 3v10M10.5 3v10",
  back: "M7 4L3 8l4 4M3 8h7a3 3 0 0 1 0 6",
};

/** @param {keyof typeof PATHS} name */
export function sign(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
